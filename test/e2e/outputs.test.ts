import { linkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeVideoId } from '../api/resources.ts';
import { type Files, readFiles, readText, writeFiles } from './files.ts';
import { makeFolder, runTubematter } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

const page = `pages/${makeVideoId(0)}/index.md`;
/** What a slip of a file name could destroy. */
const precious: Files = {
  'tubematter.config.yaml': 'content: pages\n',
  'channel.json': makeSnapshot([{}]),
  'package.json': '{"name":"site","version":"1.0.0","private":true}\n',
  'notes.md': '# Notes\n\nMine.\n',
  'index.html': '<!doctype html>\n<title>Mine</title>\n',
  _redirects: '/mine /elsewhere 301!\n',
  'staticwebapp.config.json': '{"routes":[],"navigationFallback":{"rewrite":"/index.html"}}\n',
  'list.json': '[{"from":"/a","to":"/b","mine":true}]\n',
};
const from = ['--from', 'channel.json'];

/** A site that was imported, with its precious files. */
async function makeSite(more: Files = {}): Promise<string> {
  const cwd = makeFolder({ ...precious, 'tubematter.config.yaml': 'content: pages\n' });
  expect((await runTubematter(['import', ...from], { cwd })).exitCode).toBe(0);
  writeFiles(cwd, { 'channel.json': makeSnapshot([{ title: 'Anew' }, {}]), ...more });
  return cwd;
}

/** Exit 2 with one sentence and what to do, before anything is done. */
async function expectRefusal(cwd: string, args: string[], words: RegExp): Promise<void> {
  const before = readFiles(cwd);
  const { exitCode, stdout, stderr } = await runTubematter(args, { cwd });
  expect([exitCode, stdout], args.join(' ')).toEqual([2, '']);
  expect(stderr).toMatch(words);
  expect(stderr.trimEnd().split('\n')).toHaveLength(2);
  expect(readFiles(cwd)).toEqual(before);
}

describe.concurrent('a slip of a file name destroys nothing:', () => {
  const cases: [command: string, flag: string, victims: string[]][] = [
    [
      'import',
      '--report',
      ['channel.json', 'package.json', 'tubematter-lock.json', 'notes.md', 'index.html', page],
    ],
    [
      'diff',
      '--report',
      ['channel.json', 'package.json', 'tubematter-lock.json', 'notes.md', 'index.html', page],
    ],
    [
      'import',
      '--save',
      ['package.json', 'tubematter-lock.json', 'notes.md', page, 'tubematter.config.yaml', '_redirects'],
    ],
    ['diff', '--save', ['package.json', 'tubematter-lock.json', page, 'tubematter.config.yaml']],
    ['fetch', '--save', ['package.json', 'tubematter-lock.json', page, 'tubematter.config.yaml']],
    ['check', '--report', ['channel.json', 'package.json', 'tubematter-lock.json', 'notes.md', page]],
  ];
  test.each(cases)('%s %s', async (command, flag, victims) => {
    const cwd = await makeSite();
    for (const victim of victims) {
      const source = command === 'check' ? [] : from;
      await expectRefusal(
        cwd,
        [command, ...source, flag, victim],
        new RegExp(
          `^tubematter: (${flag} would replace ${victim}, which is not a (report|snapshot) that|The key .lockfile. and ${flag} name one file: ${victim})`,
        ),
      );
    }
  });

  test.each([
    ['netlify', ['package.json', page, 'tubematter-lock.json', 'tubematter.config.yaml']],
    ['cloudflare', ['notes.md']],
    ['nginx', ['_redirects']],
    ['apache', ['_redirects']],
    ['vercel', ['staticwebapp.config.json', 'package.json', 'tubematter-lock.json']],
    ['azure-swa', ['package.json', 'channel.json', 'list.json']],
    ['lookup', ['package.json', 'list.json', 'staticwebapp.config.json']],
    ['json', ['list.json', 'staticwebapp.config.json', 'tubematter-lock.json', 'channel.json']],
  ])('redirects --format %s --output', async (format, victims) => {
    const cwd = await makeSite();
    for (const victim of victims) {
      await expectRefusal(
        cwd,
        ['redirects', '--format', format, '--output', victim],
        /--output would replace \S+, which is not a redirects file that tubematter wrote/,
      );
    }
  });

  test.each(['package.json', 'channel.json', 'notes.md', page, 'tubematter.config.yaml'])(
    'the key lockfile: %s',
    async (victim) => {
      const cwd = await makeSite();
      const config = `content: pages\nlockfile: ${victim}\n`;
      writeFiles(cwd, { 'tubematter.config.yaml': config });
      for (const args of [['import'], ['import', '--dry-run'], ['diff']]) {
        await expectRefusal(
          cwd,
          [...args, ...from],
          /The key `lockfile` would replace \S+, which is not a lockfile/,
        );
      }
    },
  );

  test.each(['garbage\n', '{"name":"x"}\n'])('a lockfile that is none any more: %j', async (text) => {
    const cwd = await makeSite({ 'tubematter-lock.json': text });
    for (const args of [['import'], ['import', '--dry-run'], ['diff']]) {
      await expectRefusal(
        cwd,
        [...args, ...from],
        /^tubematter: The lockfile tubematter-lock\.json has nothing in it that tubematter wrote\. Nothing was changed\.\n.*Restore it from version control, or delete it: your edits stay\.\n$/,
      );
    }
  });

  test('two outputs in one file', async () => {
    const cwd = await makeSite();
    const args = ['import', ...from, '--report', 'out.json', '--save', './out.json'];
    await expectRefusal(cwd, args, /--save and --report name one file: out\.json/);
    await expectRefusal(cwd, [...args, '--force'], /name one file/);
  });

  test('the current folder as a file', async () => {
    const cwd = await makeSite();
    await expectRefusal(cwd, ['fetch', ...from, '--save', '.'], /The snapshot \. cannot be written: /);
  });

  test('what is said of files starts at the current folder', async () => {
    const cwd = await makeSite({ 'tubematter-lock.json': '{"version":2,"pages":{\n' });
    const { stderr } = await runTubematter(['import', ...from], { cwd });
    expect(stderr).toContain('The lockfile tubematter-lock.json is damaged');
    const wrong = makeFolder({ 'tubematter.config.yaml': 'chanel: x\n' });
    expect((await runTubematter(['import'], { cwd: wrong })).stderr).toContain(
      'The config tubematter.config.yaml has an error:',
    );
  });

  test('two outputs that links make one file', async () => {
    const cwd = await makeSite({ 'data/x': '', 'a.json': '' });
    symlinkSync('data', join(cwd, 'link'));
    linkSync(join(cwd, 'a.json'), join(cwd, 'b.json'));
    for (const [one, other] of [
      ['link/new.json', 'data/new.json'],
      ['a.json', 'b.json'],
    ] as const) {
      const args = ['import', ...from, '--report', one, '--save', other];
      await expectRefusal(cwd, args, /--save and --report name one file: /);
    }
  });

  const made = `pages/${makeVideoId(1)}/index.md`;
  test.each([
    ['--report', made],
    ['--report', `${made}/report.md`],
    ['--save', made],
    ['--save', `pages/${makeVideoId(1)}`],
    ['--report', `link/${makeVideoId(1)}/index.md`],
    ['lockfile', made],
    ['lockfile', `pages/${makeVideoId(1)}`],
  ])('an output in the place of a page that the run itself makes: %s %s', async (by, place) => {
    const cwd = await makeSite();
    symlinkSync('pages', join(cwd, 'link'));
    if (by === 'lockfile')
      writeFiles(cwd, { 'tubematter.config.yaml': `content: pages\nlockfile: ${place}\n` });
    const flags = by === 'lockfile' ? [] : [by, place];
    for (const args of [['import', '--force'], ['diff']]) {
      await expectRefusal(
        cwd,
        [...args, ...from, '--quiet', ...flags],
        new RegExp(
          `${by}.? would replace ${place}, which is not a .* that tubematter wrote\\. Nothing was changed\\.\\n.*${made}`,
        ),
      );
    }
  });
});

describe.concurrent("a file that is tubematter's own is replaced:", () => {
  const reports = ['out/report.html', 'out/report.md', 'out/report.json'];
  const outputs = reports.flatMap((name) => ['--report', name]);
  const formats = [
    'netlify',
    'cloudflare',
    'gitlab',
    'nginx',
    'apache',
    'vercel',
    'azure-swa',
    'lookup',
    'json',
  ];
  const runs: [what: string, runs: string[][], laidOut: string[]][] = [
    [
      'reports and the snapshot of import, diff and fetch',
      [
        ['import', ...from, ...outputs, '--save', 'out/saved.json'],
        ['diff', ...from, ...outputs, '--save', 'out/saved.json'],
        ['fetch', ...from, '--save', 'out/saved.json'],
      ],
      ['out/report.json', 'out/saved.json'],
    ],
    ['reports of check', [['check', ...outputs]], ['out/report.json']],
    ...formats.map((format): [string, string[][], string[]] => [
      `redirects for ${format}`,
      [['redirects', '--format', format, '--output', `out/${format}`]],
      ['vercel', 'azure-swa', 'lookup', 'json'].includes(format) ? [`out/${format}`] : [],
    ]),
  ];
  test.each(runs)('%s, also if a formatter has laid them out anew', async (_, runs, laidOut) => {
    const cwd = await makeSite();
    const runAll = async () => {
      for (const args of runs)
        expect((await runTubematter(args, { cwd })).stderr).not.toContain('tubematter:');
    };
    await runAll();
    for (const name of laidOut) {
      writeFiles(cwd, { [name]: JSON.stringify(JSON.parse(readText(cwd, name)), null, '\t') });
    }
    await runAll();
  });

  test.each([
    ['of version 1', '{"version":1,"pages":{\n}}\n'],
    ['in another layout', '{\n  "version": 2,\n  "pages": {}\n}\n'],
    ['after a merge that went wrong', '<<<<<<< HEAD\n{"version":2,"pages":{\n=======\n'],
    ['empty', ''],
  ])('a lockfile %s', async (_, text) => {
    const cwd = makeFolder({ ...precious, 'tubematter-lock.json': text });
    const { exitCode } = await runTubematter(['import', ...from], { cwd });
    expect(exitCode).toBe(0);
    expect(readText(cwd, 'tubematter-lock.json')).toContain(makeVideoId(0));
  });

  test('an empty file, and what is no file, such as a stream', async () => {
    const cwd = await makeSite({ 'report.md': '' });
    expect((await runTubematter(['diff', ...from, '--report', 'report.md'], { cwd })).exitCode).toBe(1);
    const wrapper = ['sh', '-c', '"$@" | cat', 'sh'];
    const { stdout } = await runTubematter(['fetch', ...from, '--save', '/dev/stdout'], { cwd, wrapper });
    expect(stdout).toContain('"format": "tubematter-snapshot"');
  });
});

test.each([
  ['import', [...from, '--report', 'notes.md'], 'notes.md', /<!-- A report of tubematter -->\n$/],
  ['diff', [...from, '--report', 'package.json'], 'package.json', /"changes"/],
  ['fetch', [...from, '--save', 'package.json'], 'package.json', /"tubematter-snapshot"/],
  ['check', ['--report', 'index.html'], 'index.html', /<meta name="generator" content="tubematter">/],
  ['redirects', ['--format', 'netlify', '--output', 'notes.md'], 'notes.md', /^# Written by/],
])('%s --force says that it is meant', async (command, args, file, words) => {
  const cwd = await makeSite();
  const { stderr } = await runTubematter([command, ...args, '--force'], { cwd });
  expect(stderr).not.toContain('tubematter:');
  expect(readText(cwd, file)).toMatch(words);
});
