import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { makeWorld, sampleChannelId } from '../api/world.ts';
import { type Files, readFiles, readText } from '../e2e/files.ts';
import { apiKey, makeFolder, startApi } from '../e2e/run.ts';
import { hasTerminal, keys, runOnTerminal } from './terminal.ts';

const config = 'tubematter.config.yaml';
const noKey: [RegExp, string] = [/A key for the YouTube/, keys.enter];

describe.skipIf(!hasTerminal())('init on a terminal', () => {
  test.each([
    ['Hugo', 'hugo.yaml', 'content/videos'],
    ['Eleventy', '.eleventy.js', 'videos'],
    ['Astro', 'astro.config.ts', 'src/content/videos'],
  ])('asks in a folder of %s, and offers what it found', async (generator, file, content) => {
    const cwd = makeFolder({ [file]: '' });
    const { exitCode, screen } = await runOnTerminal(['init'], cwd, [
      [/Which channel\?/, `@name${keys.enter}`],
      noKey,
      [/Which folder/, keys.enter],
      [/URL of a page/, keys.enter],
      ...(generator === 'Hugo' ? [[/Which front matter/, keys.enter] as [RegExp, string]] : []),
      [/A workflow/, keys.enter],
      [/Which git repository is tubematter in\?/, `tubematter${keys.enter}`],
      [/Give a URL/, `${keys.clearLine}owner/tubematter${keys.enter}`],
    ]);
    expect(exitCode).toBe(0);
    const article = /^[AE]/.test(generator) ? 'An' : 'A';
    expect(screen).toContain(`${article} ${generator} site (${file})`);
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
      noKey,
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
        noKey,
        [/Which folder/, keys.enter],
        [/May imports write into them\?/, `${keys.down}${keys.enter}`],
        [/URL of a page/, keys.enter],
        [/Which front matter/, keys.enter],
      ],
    );
    expect([exitCode, screen]).toEqual([0, expect.stringContaining('1 page exists.')]);
    expect(parse(readText(cwd, config))['existing']).toBe('fill');
  });

  test('asks which generator builds the site where nothing says so', async () => {
    const cwd = makeFolder();
    const flags = ['init', '--channel', '@name', '--workflow', 'none'];
    const { exitCode } = await runOnTerminal(flags, cwd, [
      [/Which site generator/, `${keys.down}${keys.down}${keys.enter}`],
      noKey,
      [/Which folder/, keys.enter],
      [/URL of a page/, keys.enter],
    ]);
    expect(exitCode).toBe(0);
    expect(parse(readText(cwd, config))).toMatchObject({ generator: 'astro', content: 'src/content/videos' });
  });

  describe('takes a key', () => {
    const titles = ['第5回 スクラム入門', '第4回', '三番目'];
    const start = async (files: Files = {}) => {
      const api = await startApi({ world: makeWorld(titles.map((title) => ({ title }))) });
      const cwd = makeFolder({ 'astro.config.mjs': '', ...files });
      spawnSync('git', ['init', '--quiet', cwd]);
      return { api, cwd, env: { YOUTUBE_API_ROOT: api.root } };
    };
    const flags = ['init', '--channel', '@sample', '--workflow', 'none'];
    const rest: [RegExp, string][] = [
      [/Which folder/, keys.enter],
      [/URL of a page/, keys.enter],
    ];

    test('tries it, asks again for one that is refused, keeps it out of git, and never shows it', async () => {
      const { api, cwd, env } = await start({ '.env': 'OTHER=1', '.gitignore': 'dist' });
      const { exitCode, screen } = await runOnTerminal(
        flags,
        cwd,
        [
          [/A key for/, `AIzaWrong${keys.enter}`],
          [/does not accept the API key[\s\S]*tubematter help key[\s\S]*A key for/, apiKey + keys.enter],
          [/Sample Channel[\s\S]*第5回/, ''],
          ...rest,
          [/titles are not Latin[\s\S]*第5回-スクラム入門/, keys.enter],
          [/Keep the key in \.env/, keys.enter],
        ],
        env,
      );
      expect([exitCode, screen]).toEqual([0, expect.not.stringContaining(apiKey)]);
      expect(screen).toMatch(/Wrote \.env\s+Wrote \.gitignore\s+Left[\s\S]*See what an import would write/);
      expect(api.requests.map(({ method }) => method)).toEqual([
        'channels.list',
        'channels.list',
        'playlistItems.list',
      ]);
      expect(readText(cwd, '.env')).toBe(`OTHER=1\nYOUTUBE_API_KEY=${apiKey}\n`);
      expect(statSync(join(cwd, '.env')).mode & 0o777).toBe(0o600);
      expect(readText(cwd, '.gitignore')).toBe('dist\n.env\n');
      expect(parse(readText(cwd, config))).toMatchObject({
        channel: sampleChannelId,
        slugs: { unicode: true },
      });
    });

    test('and writes it nowhere without consent', async () => {
      const { cwd, env } = await start();
      const { exitCode, screen } = await runOnTerminal(
        flags,
        cwd,
        [
          [/A key for/, apiKey + keys.enter],
          ...rest,
          [/titles are not Latin/, keys.no],
          [/Keep the key in \.env/, keys.no],
        ],
        env,
      );
      expect([exitCode, screen]).toEqual([0, expect.stringContaining('Set YOUTUBE_API_KEY')]);
      expect([existsSync(join(cwd, '.env')), parse(readText(cwd, config)).slugs]).toEqual([false, undefined]);
    });

    test('is not asked for one that it finds in .env', async () => {
      const { cwd, env } = await start({ '.env': `YOUTUBE_API_KEY=${apiKey}\n`, '.gitignore': '.env\n' });
      const answers: [RegExp, string][] = [...rest, [/titles are not Latin/, keys.enter]];
      const { exitCode, screen } = await runOnTerminal(flags, cwd, answers, env);
      expect([exitCode, screen]).toEqual([0, expect.not.stringContaining('A key for')]);
    });
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
    '--generator',
    'hugo',
    '--workflow',
    'none',
  ];

  test('overwrites on a yes, and on nothing else', async () => {
    const mine = { [config]: 'content: mine\n', 'tubematter.config.json': '{"content": "old"}' };
    const cwd = makeFolder(mine);
    const no = await runOnTerminal(['init', ...all], cwd, [
      noKey,
      [/Already exists: .*Overwrite\?/, keys.enter],
    ]);
    expect([no.exitCode, readFiles(cwd)]).toEqual([2, mine]);
    const yes = await runOnTerminal(['init', ...all], cwd, [noKey, [/Overwrite\?/, keys.yes]]);
    expect([yes.exitCode, parse(readText(cwd, config)).content]).toEqual([0, 'c']);
    expect(yes.screen).toContain(
      'tubematter.config.json is no longer read: tubematter.config.yaml comes first.',
    );
  });

  test('cancelled with Ctrl+C writes nothing', async () => {
    const cwd = makeFolder();
    const { exitCode, screen } = await runOnTerminal(['init'], cwd, [
      [/Which site generator/, keys.enter],
      [/Which channel\?/, `@name${keys.enter}`],
      noKey,
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
