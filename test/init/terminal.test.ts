import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readFiles, readText } from '../e2e/files.ts';
import { makeFolder } from '../e2e/run.ts';
import { hasTerminal, keys, runOnTerminal } from './terminal.ts';

const config = 'tubematter.config.yaml';

describe.skipIf(!hasTerminal())('init on a terminal', () => {
  test.each([
    ['Hugo', 'hugo.yaml', 'content/videos'],
    ['Eleventy', '.eleventy.js', 'videos'],
    ['Astro', 'astro.config.ts', 'src/content/videos'],
  ])('asks in a folder of %s, and offers what it found', async (generator, file, content) => {
    const cwd = makeFolder({ [file]: '' });
    const { exitCode, screen } = await runOnTerminal(['init'], cwd, [
      [/Which channel\?/, `@name${keys.enter}`],
      [/Which folder/, keys.enter],
      [/URL of a page/, keys.enter],
      ...(generator === 'Hugo' ? [[/Which front matter/, keys.enter] as [RegExp, string]] : []),
      [/A workflow/, keys.enter],
      [/Which git repository is tubematter in\?/, `tubematter${keys.enter}`],
      [/Give a URL/, `${keys.clearLine}owner/tubematter${keys.enter}`],
    ]);
    expect(exitCode).toBe(0);
    expect(screen).toContain(`A ${generator} site (${file})`);
    expect(screen).toContain('tubematter import --dry-run');
    expect(parse(readText(cwd, config))).toMatchObject({
      channel: '@name',
      content,
      urls: { page: '/videos/{slug}' },
    });
    const workflow = readText(cwd, '.github/workflows/tubematter.yml');
    expect(workflow).toMatch(/^ +uses: owner\/tubematter@v\d+\.\d+\.\d+$/m);
    expect(readText(cwd, config)).toMatch(
      /^# yaml-language-server: \$schema=https:\/\/raw\.githubusercontent\.com\/owner\/tubematter\/v[\d.]+\/schema\.json$/m,
    );
  });

  test('takes other answers, says what is wrong with one, and asks only for what the flags leave open', async () => {
    const cwd = makeFolder({ 'hugo.toml': '' });
    const { exitCode, screen } = await runOnTerminal(['init', '--channel', '@name'], cwd, [
      [/Which folder/, `${keys.clearLine}clips${keys.enter}`],
      [/URL of a page/, `${keys.clearLine}clips/{slug}${keys.enter}`],
      [/It must begin with one \//, `${keys.clearLine}/clips/{slug}${keys.enter}`],
      [/Which front matter/, `${keys.down}${keys.enter}`],
      [/A workflow/, `${keys.down}${keys.down}${keys.enter}`],
    ]);
    expect([exitCode, screen.includes('Which channel')]).toEqual([0, false]);
    expect(parse(readText(cwd, config))).toMatchObject({ content: 'clips', urls: { page: '/clips/{slug}' } });
    expect(Object.keys(readFiles(cwd))).toEqual(['hugo.toml', config]);
  });

  test('asks what imports may do to the pages that exist', async () => {
    const page = '---\nvideoId: v000000001_\n---\n';
    const cwd = makeFolder({ 'hugo.toml': '', 'content/videos/a.md': page });
    const { exitCode, screen } = await runOnTerminal(
      ['init', '--channel', '@name', '--workflow', 'none'],
      cwd,
      [
        [/Which folder/, keys.enter],
        [/May imports write into them\?/, `${keys.down}${keys.enter}`],
        [/URL of a page/, keys.enter],
        [/Which front matter/, keys.enter],
      ],
    );
    expect([exitCode, screen]).toEqual([0, expect.stringContaining('1 page exists.')]);
    expect(parse(readText(cwd, config))['existing']).toBe('fill');
  });

  const all = [
    '--channel',
    '@name',
    '--content',
    'c',
    '--url',
    '"/c/{slug}"',
    '--preset',
    'seed',
    '--workflow',
    'none',
  ];

  test('overwrites on a yes, and on nothing else', async () => {
    const cwd = makeFolder({ [config]: 'content: mine\n' });
    const no = await runOnTerminal(['init', ...all], cwd, [[/Already exists: .*Overwrite\?/, keys.enter]]);
    expect([no.exitCode, readFiles(cwd)]).toEqual([2, { [config]: 'content: mine\n' }]);
    const yes = await runOnTerminal(['init', ...all], cwd, [[/Overwrite\?/, keys.yes]]);
    expect([yes.exitCode, parse(readText(cwd, config)).content]).toEqual([0, 'c']);
  });

  test('cancelled with Ctrl+C writes nothing', async () => {
    const cwd = makeFolder();
    const { exitCode, screen } = await runOnTerminal(['init'], cwd, [
      [/Which channel\?/, `@name${keys.enter}`],
      [/Which folder/, keys.interrupt],
    ]);
    expect([exitCode, screen]).toEqual([2, expect.stringContaining('Cancelled. Nothing was written.')]);
    expect(readFiles(cwd)).toEqual({});
  });

  test('asks nothing with --yes', async () => {
    const cwd = makeFolder();
    const { exitCode, screen } = await runOnTerminal(['init', '--channel', '@name', '--yes'], cwd, []);
    expect([exitCode, screen]).toEqual([0, expect.not.stringContaining('?')]);
  });
});
