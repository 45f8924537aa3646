import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readText } from '../e2e/files.ts';
import { makeFolder, runTubematter } from '../e2e/run.ts';
import { hasTmux, openScreen } from './screen.ts';
import { makeSite, siteArguments } from './site.ts';

let cwd: string;
beforeAll(async () => {
  cwd = await makeSite();
});

/** What no text may hold where a person reads it: other than colours, whatever moves, hides or turns something. */
const hidden = /(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;

const runs: [name: string, args: string[]][] = [
  ['summary', ['import', '--dry-run']],
  ['summary-verbose', ['import', '--dry-run', '--verbose']],
  ['summary-quiet', ['import', '--dry-run', '--quiet']],
  ['diff', ['diff']],
];

describe.skipIf(!hasTmux).concurrent.each([80, 40])('the closing summary on %i columns', (columns) => {
  test.for(runs)('%s', async ([name, args], { expect }) => {
    const screen = openScreen([...args, ...siteArguments], {
      cwd,
      columns,
      rows: 300,
      env: { CI: 'true', NO_COLOR: '1' },
    });
    const { text, exitCode } = await screen.waitForEnd();
    expect(exitCode).toBe(1);
    await expect(`${text}\n`).toMatchFileSnapshot(`screens/${name}-${columns}.txt`);
    expect(screen.readBytes().replaceAll('\r\n', '\n')).not.toMatch(hidden);
    if (name === 'diff') return; // Lines of pages are as long as they are.
    // The screen holds as many lines as were written: the terminal broke none.
    expect(text.split('\n')).toHaveLength(screen.readBytes().split('\r\n').length - 3);
  });
});

describe.concurrent('a diff in a file', () => {
  test('holds every character as it is, and is what git apply takes', async () => {
    const { stdout } = await runTubematter(['diff', ...siteArguments], { cwd });
    expect(stdout).toContain('\u202egnorts\u202c');
    // Nothing but the ends of lines controls anything: YouTube's control characters never come as far as a page.
    expect(stdout).not.toMatch(/(?!\n)\p{Cc}/u);
    const copy = makeFolder({ 'a.patch': stdout });
    execFileSync('cp', ['-r', join(cwd, 'pages'), copy]);
    execFileSync('git', ['apply', '../a.patch'], { cwd: join(copy, 'pages') });
    const after = await runTubematter(['diff', ...siteArguments.with(1, join(cwd, '../channel.json'))], {
      cwd: copy,
    });
    expect(after.stdout).toContain('0 would be created, 0 would be updated');
    expect(readText(copy, 'pages/arrived0001/index.md')).toContain('title: Video 9\n');
  });
});
