import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { writeFiles } from '../e2e/files.ts';
import { makeFolder, runTubematter } from '../e2e/run.ts';
import { completeInBash, completeInFish, completeInZsh, isInstalled } from './shells.ts';

const cwd = makeFolder({ 'channel.json': '', 'content/a.md': '', 'a folder/x': '' });
const scripts: Record<string, string> = {};

beforeAll(async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { exitCode, stdout } = await runTubematter(['completion', shell], { cwd });
    expect(exitCode).toBe(0);
    scripts[shell] = stdout;
  }
  writeFiles(cwd, { '../completion.zsh': scripts['zsh'] ?? '' });
});

const completions: Record<string, (line: string) => string[]> = {
  bash: (line) => completeInBash(scripts['bash'] ?? '', line, cwd),
  zsh: (line) => completeInZsh(join(cwd, '../completion.zsh'), line, cwd),
  fish: (line) => completeInFish(scripts['fish'] ?? '', line, cwd),
};

const commands = ['import', 'diff', 'fetch', 'check', 'redirects', 'init', 'completion', 'help'];

for (const [shell, complete] of Object.entries(completions)) {
  describe.skipIf(!isInstalled(shell))(`in ${shell}`, () => {
    test('commands', () => {
      expect(complete('tubematter ')).toEqual(expect.arrayContaining(commands));
      expect(complete('tubematter im')).toEqual(['import']);
    });

    test('the flags of the command, and of no other', () => {
      const offers = complete('tubematter import --');
      expect(offers).toEqual(
        expect.arrayContaining(['--channel', '--dry-run', '--report', '--config', '--help']),
      );
      expect(offers).not.toContain('--format');
      expect(complete('tubematter redirects --form')).toEqual(['--format']);
      expect(complete('tubematter help import --')).not.toContain('--channel');
    });

    test('the values of a flag: words, files, folders', () => {
      expect(complete('tubematter redirects --format n').toSorted()).toEqual(['netlify', 'nginx']);
      expect(complete('tubematter init --preset ').toSorted()).toEqual(['minimal', 'seed']);
      expect(complete('tubematter import --from ch')).toEqual(['channel.json']);
      expect(
        complete('tubematter import --dry-run --content c').map((offer) => offer.replace(/\/$/, '')),
      ).toEqual(['content']);
      expect(complete('tubematter import --channel c')).toEqual([]);
    });

    test('the words of an argument', () => {
      expect(complete('tubematter help con')).toEqual(['config']);
      expect(complete('tubematter completion z')).toEqual(['zsh']);
    });
  });
}

test('bash takes --flag=value, and names with blanks', () => {
  expect(completions['bash']?.('tubematter redirects --format=ng')).toEqual(['nginx']);
  expect(completions['bash']?.('tubematter redirects --format=').length).toBeGreaterThan(2);
  expect(completions['bash']?.('tubematter diff --content a')).toEqual(['a folder']);
});

describe('help', () => {
  test.each([
    ['help', /Commands:/],
    ['help import', /^Usage: tubematter import/],
    ['help config', /urls\.page[\s\S]*fields\.<key>\.update[\s\S]*"\{title\}", until-edited/],
    ['help template', /\{permalink\}[\s\S]*\{watchUrl\}/],
  ])('tubematter %s, without reading a config', async (args, words) => {
    const folder = makeFolder({ 'tubematter.config.yaml': 'chanel: broken' });
    const { exitCode, stdout, stderr } = await runTubematter(args.split(' '), { cwd: folder });
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(words);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test.each([
    ['help confg', /Unknown command or topic 'confg' \(Did you mean config\?\)/],
    ['help nothing-like-it', /Unknown command or topic 'nothing-like-it'\nSee tubematter --help/],
    ['completion tcsh', /Allowed choices are bash, zsh, fish/],
    ['completion', /missing required argument 'shell'/i],
  ])('tubematter %s', async (args, words) => {
    const { exitCode, stderr } = await runTubematter(args.split(' '), { cwd });
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(words)]);
  });
});

test('--version, and with --verbose also Node and the platform', async () => {
  const { stdout: version } = await runTubematter(['--version'], { cwd });
  expect(version).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect((await runTubematter(['-V'], { cwd })).stdout).toBe(version);
  // Not alone, it is read by the command line.
  expect((await runTubematter(['--version', '--help'], { cwd })).stdout).toBe(version);
  const { stdout } = await runTubematter(['--version', '--verbose'], { cwd });
  expect(stdout).toMatch(new RegExp(`^\\d+\\.\\d+\\.\\d+\\nNode ${process.version}, ${process.platform} `));
});
