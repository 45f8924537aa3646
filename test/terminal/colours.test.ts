import pico from 'picocolors';
import { beforeAll, describe, expect, test } from 'vitest';
import { formatPageDiff } from '../../src/report/page-diff.ts';
import { readText } from '../e2e/files.ts';
import { runTubematter } from '../e2e/run.ts';
import { hasTmux, openScreen } from './screen.ts';
import { makeSite, siteArguments } from './site.ts';

let cwd: string;
beforeAll(async () => {
  cwd = await makeSite();
});

const green = '\x1b[32m3 would be created\x1b[39m';
const plain = '3 would be created';
const line = ['import', '--dry-run', ...siteArguments];

type Case = [name: string, env: Record<string, string>, more: string[], isColoured: boolean];

const cases: Case[] = [
  ['NO_COLOR=1', { NO_COLOR: '1' }, [], false],
  ['NO_COLOR=0 (any text counts)', { NO_COLOR: '0' }, [], false],
  ['--no-color', {}, ['--no-color'], false],
  ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, [], false],
  ['FORCE_COLOR=1 and NO_COLOR=1', { FORCE_COLOR: '1', NO_COLOR: '1' }, [], false],
  ['FORCE_COLOR=1 and --no-color', { FORCE_COLOR: '1' }, ['--no-color'], false],
  ['FORCE_COLOR=1', { FORCE_COLOR: '1' }, [], true],
  ['FORCE_COLOR=1 and TERM=dumb', { FORCE_COLOR: '1', TERM: 'dumb' }, [], true],
];

describe.skipIf(!hasTmux).concurrent('colours on a terminal', () => {
  test.each<Case>([
    ['nothing said', {}, [], true],
    ['NO_COLOR empty', { NO_COLOR: '' }, [], true],
    ['TERM=dumb', { TERM: 'dumb' }, [], false],
    ['CI=true', { CI: 'true' }, [], true],
    ...cases,
  ])('%s %o %o', async (_, env, more, isColoured) => {
    const screen = openScreen([...line, ...more], { cwd, env, columns: 80, rows: 100 });
    expect((await screen.waitForEnd()).exitCode).toBe(1);
    const result = screen.readBytes();
    expect(result.includes(green)).toBe(isColoured);
    expect(result).toContain(plain);
    // What is drawn may move the cursor, but has no colour either.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
    expect(/\x1b\[\d+m/.test(result)).toBe(isColoured);
  });
});

describe.concurrent('colours in a pipe', () => {
  test.each<Case>([['nothing said', {}, [], false], ...cases])(
    '%s %o %o',
    async (_, env, more, isColoured) => {
      const { stdout } = await runTubematter([...line, ...more], { cwd, env });
      expect(stdout.includes(green)).toBe(isColoured);
      expect(stdout.includes('\x1b')).toBe(isColoured);
      expect(stdout).toContain(plain);
    },
  );
});

describe('a diff in colours', () => {
  test('has bold names, a cyan place, red and green lines', async () => {
    const { stdout } = await runTubematter(['diff', ...siteArguments], { cwd, env: { FORCE_COLOR: '1' } });
    expect(stdout).toContain(`\x1b[1m--- a/v000000009_/index.md\x1b[22m
\x1b[1m+++ b/v000000009_/index.md\x1b[22m
\x1b[36m@@ -1,6 +1,6 @@\x1b[39m
 ---
 title: Video 9
\x1b[31m-description: About video 9.\x1b[39m
\x1b[32m+description: About video 9. With more.\x1b[39m
 date: 2023-12-31T15:00:00Z
`);
    expect(stdout).toContain('title: My A U+202EgnortsU+202C title');
    expect(readText(cwd, 'pages/v000000003_/index.md')).toContain('title: My A \u202egnorts\u202c title');
  });

  test('shows what a page hides, and a line that looks like a name is a line', () => {
    const text = {
      change: { path: 'page.md' },
      before: 'one\r\n-- two\r\n\x1b[2Jthree\r\n',
      after: 'one\r\n++ two\r\n\x1b[2Jthree\r\n',
    };
    const colours = pico.createColors(true);
    expect(formatPageDiff(text, { colours, columns: 80 }).split('\n')).toEqual([
      '\x1b[1m--- a/page.md\x1b[22m',
      '\x1b[1m+++ b/page.md\x1b[22m',
      '\x1b[36m@@ -1,3 +1,3 @@\x1b[39m',
      ' one',
      '\x1b[31m--- two\x1b[39m',
      '\x1b[32m+++ two\x1b[39m',
      ' U+001B[2Jthree',
      '',
    ]);
    const bare = pico.createColors(false);
    expect(formatPageDiff(text, { colours: bare, columns: 80 })).toContain('U+001B[2Jthree\n');
    expect(formatPageDiff(text, { colours: bare, columns: undefined })).toContain('\n \x1b[2Jthree\r\n');
  });
});
