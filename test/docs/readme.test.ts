import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { configSchema } from '../../src/config/keys.ts';
import { readFiles, writeFiles } from '../e2e/files.ts';
import { apiKey, leadTo, makeFolder, runTubematter, startApi } from '../e2e/run.ts';
import { makeSampleWorld } from '../e2e/sample.ts';
import {
  listDocuments,
  readBlocks,
  readCommands,
  readDocument,
  readSections,
  readSpans,
  repository,
} from './markdown.ts';

/** Every command of the documents with its exit code. One that is not here fails the test: it would never be run. */
const exitCodes: Record<string, number> = {
  'tubematter diff --channel @name --content content/videos': 1,
  'tubematter init --channel @name --workflow github': 0,
  'tubematter import --dry-run': 0,
  'tubematter import': 0,
  'tubematter fetch --channel @name --save channel.json': 0,
  'tubematter diff --from channel.json --stat': 1,
  'tubematter diff --from channel.json --report diff.html': 1,
  'tubematter import --from channel.json': 0,
  'tubematter diff --channel @name': 1,
  'tubematter diff --channel @name --since 30d --json > plan.json': 0,
  'tubematter import --channel @name': 0,
  'tubematter check --strict': 0,
  'tubematter adopt --dry-run': 0,
  'tubematter check --built public --urls before.txt': 0,
  'tubematter check --built public --before before.txt': 0,
  'tubematter redirects --format netlify --output static/_redirects': 0,
  'tubematter import --video wnztP0aod9c': 0,
  "tubematter import --channel @name --match 'bicycle|wheel' --limit 20": 0,
  'tubematter config': 0,
  'tubematter help preset minimal': 0,
  'source <(tubematter completion bash)': 0,
};

/** Lines of npm: what they run is checked below. */
const npmStep = /npm (?:ci|start|pack|run [\w:-]+|install --global (?:\.|\.\/tubematter-0\.1\.0\.tgz))/;
const npmLine = new RegExp(`^${npmStep.source}( && ${npmStep.source})*$`);

const sections = listDocuments().flatMap(readSections);
const isOurs = (command: string) => /(?<![./])\btubematter\b/.test(command);

let env: Record<string, string>;

beforeAll(async () => {
  const world = makeSampleWorld();
  for (const channel of world.channels) channel.handle = '@name';
  const api = await startApi({ world });
  const bin = makeFolder({
    tubematter: `#!/bin/sh\nexec '${process.execPath}' '${join(repository, 'bin/tubematter.js')}' "$@"\n`,
  });
  chmodSync(join(bin, 'tubematter'), 0o755);
  env = { ...leadTo(api), PATH: `${bin}:${dirname(process.execPath)}:${process.env['PATH']}`, HOME: bin };
});

/** Runs a line as a person would type it. */
function runLine(line: string, cwd: string): Promise<{ exitCode: number | null; output: string }> {
  const child = spawn('bash', ['-c', line], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (exitCode) => resolve({ exitCode, output }));
  });
}

describe.concurrent('the commands of', () => {
  const withCommands = sections.filter(({ text }) => readCommands(text).some(isOurs));

  test.each(withCommands)('$name', async ({ text }) => {
    const cwd = makeFolder({
      'hugo.toml': 'baseURL = "https://example.org/"\n',
      'public/index.html': '<h1>A built site</h1>\n',
    });
    for (const command of readCommands(text).filter(isOurs)) {
      expect(Object.keys(exitCodes)).toContain(command);
      const { exitCode, output } = await runLine(command, cwd);
      expect([command, exitCode], output).toEqual([command, exitCodes[command]]);
      expect(output).not.toContain(apiKey);
    }
  });
});

test('no line of a shell block is left out, and no command is listed in vain', () => {
  const commands = sections.flatMap(({ text }) => readCommands(text));
  expect(commands.filter((command) => !isOurs(command) && !npmLine.test(command))).toEqual([]);
  expect(Object.keys(exitCodes).filter((command) => !commands.includes(command))).toEqual([]);
});

test('the backfill ends with pages that are unchanged', async () => {
  const section = sections.find(({ name }) => name.includes('backfill'));
  const cwd = makeFolder();
  for (const command of readCommands(section?.text ?? '')) await runLine(command, cwd);
  const pages = readFiles(cwd);
  const { output } = await runLine('tubematter import --from channel.json', cwd);
  expect(output).toMatch(/^0 created, 0 updated, [1-9]/m);
  expect(readFiles(cwd)).toEqual(pages);
});

test('the tables are those that `npm run readme` writes', async () => {
  const script = join(repository, 'scripts/make-readme.mjs');
  expect(await runLine(`node '${script}' --check`, repository)).toEqual({ exitCode: 0, output: '' });
});

test('npm scripts that are named exist', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(readDocument('package.json'));
  const named = listDocuments()
    .flatMap((path) => [...readDocument(path).matchAll(/npm (?:run ([\w:-]+)|(test|start))/g)])
    .map(([, script, short]) => script ?? short ?? '');
  expect(named).toContain('start');
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

test.each(['.', 'the packed file'])(
  'the command is on the PATH after npm install --global of %s',
  async (what) => {
    const prefix = makeFolder();
    const packed = join(prefix, 'tubematter-0.1.0.tgz');
    // Without scripts: what they build is what these tests run.
    const pack = `npm pack --ignore-scripts --pack-destination '${prefix}'`;
    const install = `npm install --global --ignore-scripts --offline --prefix '${prefix}' ${what === '.' ? what : packed}`;
    const { exitCode, output } = await runLine(
      `${what === '.' ? '' : `${pack} && `}${install} && '${prefix}/bin/tubematter' --version`,
      repository,
    );
    expect([exitCode, output]).toEqual([0, expect.stringMatching(/^0\.1\.0$/m)]);
  },
);

test('npm start brings the sample channel into its folder, without a key', async () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(readDocument('package.json'));
  const [, args = ''] =
    /^npm run --silent build && node bin\/tubematter\.js (.*)$/.exec(scripts['start'] ?? '') ?? [];
  const cwd = makeFolder();
  for (const name of ['demo.config.yaml', 'sample-channel.json']) {
    writeFiles(cwd, { [`fixtures/${name}`]: readFileSync(join(repository, 'fixtures', name)) });
  }
  expect((await runTubematter(args.split(' '), { cwd })).stdout).toMatch(/^[1-9]\d* created/m);
  expect(Object.keys(readFiles(join(cwd, 'demo')))).toContain('tubematter-lock.json');
  expect((await runTubematter(args.split(' '), { cwd })).stdout).toMatch(/^0 created, 0 updated/m);
});

test('each config that is shown is valid', () => {
  const blocks = listDocuments().flatMap((path) => readBlocks(readDocument(path), 'yaml'));
  // Lists are steps of workflows, which test/action checks.
  const configs = blocks.map((block): unknown => parse(block)).filter((config) => !Array.isArray(config));
  expect(configs).not.toEqual([]);
  for (const config of configs) expect(v.safeParse(configSchema, config)).toMatchObject({ success: true });
});

test.each(['config', 'templates'])('so are the examples of help %s', async (topic) => {
  const { stdout } = await runTubematter(['help', topic], { cwd: makeFolder() });
  const [, example = ''] = /\nExamples?:\n([\s\S]*)$/.exec(stdout) ?? [];
  const config: unknown = parse(example);
  expect(v.safeParse(configSchema, config)).toMatchObject({ success: true, output: expect.any(Object) });
});

test('commands and flags that the text names exist', async () => {
  const help = await runTubematter(['--help'], { cwd: makeFolder() });
  const names = [...(/\nCommands:\n([\s\S]*?)\n\n/.exec(help.stdout)?.[1] ?? '').matchAll(/^ {2}(\w+)/gm)];
  const helps = await Promise.all(
    names.map(async ([, name = '']) => (await runTubematter([name, '--help'], { cwd: makeFolder() })).stdout),
  );
  const known = new Set(helps.flatMap((text) => text.match(/--[\w-]+/g) ?? []).concat('--version'));
  const spans = sections.flatMap(({ text }) => readSpans(text));
  const flags = spans
    .filter((span) => /^(tubematter |--|import |diff |check |fetch )/.test(span))
    .flatMap((span) => span.match(/(?<![\w-])--[a-z][\w-]*/g) ?? []);
  expect(flags.length).toBeGreaterThan(5);
  expect(flags.filter((flag) => !known.has(flag))).toEqual([]);
  const commands = spans.flatMap((span) => /^tubematter ([a-z]+)/.exec(span)?.[1] ?? []);
  expect(commands.filter((command) => !names.some(([, name]) => name === command))).toEqual([]);
});

test('the table of commands has all of them', async () => {
  const help = await runTubematter(['--help'], { cwd: makeFolder() });
  const names = [...(/\nCommands:\n([\s\S]*?)\n\n/.exec(help.stdout)?.[1] ?? '').matchAll(/^ {2}(\w+)/gm)];
  const section = sections.find(({ name }) => name === 'README.md: Commands');
  const rows = [...(section?.text ?? '').matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
  expect(rows.toSorted()).toEqual(names.map(([, name]) => name).toSorted());
});

test('the keys of the plan are those that --json prints', async () => {
  const table = /<!-- plan -->([\s\S]*)<!-- \/plan -->/.exec(readDocument('README.md'))?.[1] ?? '';
  const keys = [...table.matchAll(/^\| `(\w+)`/gm)].map(([, key]) => key);
  const sample = join(repository, 'fixtures/sample-channel.json');
  const { stdout } = await runTubematter(['diff', '--from', sample, '--json'], { cwd: makeFolder() });
  expect(keys).toEqual(Object.keys(JSON.parse(stdout)));
});

test('links within the checkout lead somewhere', () => {
  const dead = [...listDocuments(), 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'].flatMap((path) => {
    const links = [...readDocument(path).matchAll(/\[[^\]]*\]\(([^)#]+)\)/g)];
    return links
      .filter(([, target = '']) => !/^[a-z]+:/.test(target))
      .filter(([, target = '']) => !existsSync(join(repository, dirname(path), target)))
      .map(([, target]) => `${path}: ${target}`);
  });
  expect(dead).toEqual([]);
});

describe('CONTRIBUTING.md and SECURITY.md', () => {
  const spans = ['CONTRIBUTING.md', 'SECURITY.md'].flatMap((path) => readSpans(readDocument(path)));

  test('name files that exist', () => {
    const paths = spans.filter((span) =>
      /^(src|test|scripts|docs|fixtures|examples|bin|bench)\/[\w./-]*$/.test(span),
    );
    expect(paths.length).toBeGreaterThan(40);
    expect(paths.filter((path) => !existsSync(join(repository, path)))).toEqual([]);
    const sources = ['src', 'test'].flatMap((folder) =>
      readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' }),
    );
    const names = spans.filter((span) => /^[\w.-]+\.ts$/.test(span));
    expect(names).not.toEqual([]);
    expect(names.filter((name) => !sources.some((path) => basename(path) === name))).toEqual([]);
  });

  test('show every module', () => {
    const modules = readdirSync(join(repository, 'src'), { withFileTypes: true });
    const names = modules.map((entry) => `src/${entry.name}${entry.isDirectory() ? '/' : ''}`);
    expect(names.filter((name) => !spans.includes(name))).toEqual([]);
  });
});
