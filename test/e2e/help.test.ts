import { stripVTControlCharacters } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeFolder, runTubematter } from './run.ts';

const sources = ['--channel', '--playlist', '--video', '--from'];
const values: Record<string, string> = {
  count: '1',
  units: '1',
  seconds: '1',
  'date|age': '30d',
  file: 'x.md',
  host: 'netlify',
  fields: 'minimal',
  service: 'github',
  what: 'list',
  url: 'https://api.example.com',
};

/** Something that a flag takes for `<…>` in the help: a value from the table above, else the first alternative. */
function giveValue(placeholder: string): string {
  return values[placeholder] ?? placeholder.split('|')[0] ?? '';
}

interface Command {
  name: string;
  help: string;
}

let cwd: string;
let commands: Command[];

beforeAll(async () => {
  cwd = makeFolder();
  const { exitCode, stdout } = await runTubematter(['--help'], { cwd });
  expect(exitCode).toBe(0);
  const section = /\nCommands:\n([\s\S]*?)\n\n/.exec(stdout)?.[1] ?? '';
  const names = [...section.matchAll(/^ {2}(\w+)/gm)].flatMap(([, name]) => name ?? []);
  commands = await Promise.all(
    names
      .filter((name) => name !== 'help')
      .map(async (name) => {
        const outcome = await runTubematter([name, '--help'], { cwd });
        expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
        return { name, help: outcome.stdout };
      }),
  );
  commands.unshift({ name: '', help: stdout });
});

describe('the help', () => {
  test('names the commands', () => {
    expect(commands.map(({ name }) => name)).toEqual(expect.arrayContaining(['', 'import', 'diff', 'fetch']));
  });

  test('fits a screen and gives an example', () => {
    for (const { name, help } of commands) {
      const lines = help.trimEnd().split('\n');
      expect(lines.length, name).toBeLessThanOrEqual(
        ['import', 'diff', 'fetch', 'config'].includes(name) ? 42 : 24,
      );
      expect(
        lines.filter((line) => line.length > 80),
        name,
      ).toEqual([]);
      expect(help, name).toMatch(/\nExamples?:\n {2}.*tubematter /);
    }
  });

  test('is what a bare call, -h and `help` print', async () => {
    const [bare, short, word] = await Promise.all(
      [[], ['import', '-h'], ['help', 'import']].map((args) => runTubematter(args, { cwd })),
    );
    const ofImport = commands.find(({ name }) => name === 'import')?.help;
    expect(bare).toEqual({ exitCode: 0, stdout: commands[0]?.help, stderr: '' });
    expect(short?.stdout).toBe(ofImport);
    expect(word).toEqual({ exitCode: 0, stdout: ofImport, stderr: '' });
  });

  test('has bold titles where colours are wanted, and the same words', async () => {
    const plain = commands.find(({ name }) => name === 'init')?.help;
    const run = (...args: string[]) =>
      runTubematter(['init', '--help', ...args], { cwd, env: { FORCE_COLOR: '1' } });
    const { stdout } = await run();
    for (const title of ['Usage:', 'Options:', 'General:', 'Examples:']) {
      expect(stdout).toContain(`\u001b[1m${title}\u001b[22m`);
    }
    expect(stripVTControlCharacters(stdout)).toBe(plain);
    expect((await run('--no-color')).stdout).toBe(plain);
  });

  test('names only flags that are accepted', async () => {
    const calls = commands.slice(1).flatMap(({ name, help }) => {
      const flags = [...help.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)(?: <([^>]+)>)?/gm)]
        .filter(([, flag]) => flag !== '--help')
        .map(([, flag = '', value]) => (value === undefined ? [flag] : [flag, giveValue(value)]));
      const isSource = ([flag = '']: string[]) => sources.includes(flag);
      const others = flags.filter((flag) => !isSource(flag));
      // One source excludes the other, and a snapshot has no list to read.
      const goTogether = ([source]: string[], [flag]: string[]) =>
        source !== '--from' || flag !== '--refresh';
      const chosen = flags.some(isSource) ? flags.filter(isSource) : [[]];
      return chosen.map((source) => [
        name,
        ...source,
        ...others.filter((flag) => goTogether(source, flag)).flat(),
      ]);
    });
    const refused = /unknown option|too many arguments|is invalid|argument missing|cannot be used with/i;
    for (const args of calls) {
      const { stderr } = await runTubematter(args, { cwd: makeFolder() });
      expect(stderr, args.join(' ')).not.toMatch(refused);
    }
  });
});
