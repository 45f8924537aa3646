import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import matter from 'gray-matter';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { astro } from '../../src/generators/astro/astro.ts';
import { eleventy } from '../../src/generators/eleventy/eleventy.ts';
import type { Generator } from '../../src/generators/generator.ts';
import { hugo } from '../../src/generators/hugo/hugo.ts';
import { jekyll } from '../../src/generators/jekyll/jekyll.ts';
import { makeVideoId } from '../api/resources.ts';
import type { LoopbackApi } from '../api/server.ts';
import { makeWorld, sampleChannelId } from '../api/world.ts';
import { type Files, listPages, readFiles, readStamps, readText } from '../e2e/files.ts';
import { leadTo, makeFolder, runTubematter, startApi } from '../e2e/run.ts';
import { makeSnapshot } from '../e2e/snapshot.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const sample = join(repository, 'fixtures/sample-channel.json');
const config = 'tubematter.config.yaml';
const workflow = '.github/workflows/tubematter.yml';
const ofPreset = (generator: Generator) => generator.presets.minimal.fields.map(({ key }) => key);

const sites: [name: string, files: Files, content: string, url: string, keys: string[]][] = [
  ['no site', {}, 'content/videos', '/videos/{slug}', ofPreset(hugo)],
  [
    'Hugo',
    { 'hugo.toml': 'baseURL = "https://example.org"\n' },
    'content/videos',
    '/videos/{slug}',
    ofPreset(hugo),
  ],
  [
    'Hugo with a folder of videos',
    { 'config.yaml': 'baseURL: https://example.org\ncontentDir: "docs"\n', 'docs/resources/videos/a.md': '' },
    'docs/resources/videos',
    '/resources/videos/{slug}',
    ofPreset(hugo),
  ],
  [
    'Eleventy',
    { 'eleventy.config.mjs': 'export default () => ({ dir: { input: "src", output: "_site" } });\n' },
    'src/videos',
    '/videos/{slug}',
    ofPreset(eleventy),
  ],
  [
    'Eleventy without a configuration',
    { 'package.json': '{ "devDependencies": { "@11ty/eleventy": "^3.0.0" } }\n' },
    'videos',
    '/videos/{slug}',
    ofPreset(eleventy),
  ],
  [
    'another program with a package.json',
    { 'package.json': '{ "devDependencies": {} }\n' },
    'content/videos',
    '/videos/{slug}',
    ofPreset(hugo),
  ],
  ['Eleventy without a folder', { '.eleventy.js': '' }, 'videos', '/videos/{slug}', ofPreset(eleventy)],
  [
    'Astro',
    { 'astro.config.mjs': 'export default {};\n' },
    'src/content/videos',
    '/videos/{slug}',
    ofPreset(astro),
  ],
  [
    'Astro without a configuration',
    { 'package.json': '{ "dependencies": { "astro": "^5.0.0" } }\n' },
    'src/content/videos',
    '/videos/{slug}',
    ofPreset(astro),
  ],
  [
    'Jekyll',
    {
      '_config.yml':
        'title: A site\ncollections_dir: collections\ncollections: { videos: { output: true } }\n',
    },
    'collections/_videos',
    '/videos/{slug}',
    ofPreset(jekyll),
  ],
  [
    'Zola, whose config.toml is not Hugo',
    { 'config.toml': 'base_url = "https://example.org"\n' },
    'content/videos',
    '/videos/{slug}',
    ofPreset(hugo),
  ],
];

describe.concurrent('init by flags', () => {
  test.each<[file: string, text: string, site: string | undefined]>([
    ['hugo.toml', 'baseURL = "https://clips.acme.dev/watch/"\n', 'https://clips.acme.dev/watch'],
    ['hugo.yaml', 'baseURL: https://clips.acme.dev # later\n', 'https://clips.acme.dev'],
    [
      '_config.yml',
      'author:\n  url: https://ann.dev\nurl: https://acme.dev\nbaseurl: /tv\n',
      'https://acme.dev/tv',
    ],
    [
      'astro.config.mjs',
      "export default { site: 'https://acme.dev', base: '/tv' };\n",
      'https://acme.dev/tv',
    ],
    ['hugo.toml', 'baseURL = "https://example.org/"\n', undefined],
    ['hugo.toml', 'baseURL = "http://acme.dev/"\n', undefined],
    [
      'hugo.toml',
      '[languages.en]\nbaseURL = "https://a.dev/"\n[languages.de]\nbaseURL = "https://b.dev/"\n',
      undefined,
    ],
    ['_config.yml', 'url: "https://localhost:4000"\n', undefined],
    ['astro.config.mjs', "export default { site: 'https://acme.test' };\n", undefined],
    ['.eleventy.js', '// https://acme.dev\n', undefined],
  ])('%s with %j says where the site is: %s', async (file, text, site) => {
    const cwd = makeFolder({ [file]: text });
    const { exitCode } = await runTubematter(['init', '--channel', '@name'], { cwd });
    expect([exitCode, parse(readText(cwd, config)).site]).toEqual([0, site]);
  });

  test.each(sites)(
    '%s: the config imports the sample channel, and nothing the second time',
    async (...row) => {
      const [, files, content, url, keys] = row;
      const cwd = makeFolder(files);
      const { exitCode, stdout, stderr } = await runTubematter(['init', '--channel', '@name'], { cwd });
      expect([exitCode, stderr]).toEqual([0, '']);
      expect(stdout).toContain(`Wrote ${config}\nWrote ${workflow}\n`);
      expect(stdout).toMatch(
        /\n\nSet YOUTUBE_API_KEY to a key for the YouTube Data API v3 \(tubematter help key\), then see what an import would write:\n {2}tubematter import --dry-run\nSet TUBEMATTER_REPOSITORY in the workflow to the URL of tubematter's git repository\.\nGive the repository the secret YOUTUBE_API_KEY and, under Settings, Actions, General, "Allow GitHub Actions to create and approve pull requests"\. Then commit the files\.\n$/,
      );
      const written = parse(readText(cwd, config));
      expect(written).toMatchObject({ channel: '@name', content, urls: { page: url } });
      expect(readText(cwd, config)).not.toContain('$schema');

      const first = await runTubematter(['import', '--from', sample], { cwd });
      expect([first.exitCode, first.stderr]).toEqual([0, '']);
      const pages = listPages(join(cwd, content)).filter((path) => path.endsWith('.md'));
      expect(pages.length).toBeGreaterThan(35);
      const page = matter(readText(join(cwd, content), pages[0] ?? ''), {}).data;
      expect(Object.keys(page)).toEqual(keys);

      const before = readStamps(cwd);
      const second = await runTubematter(['import', '--from', sample], { cwd });
      expect([second.exitCode, second.stdout]).toEqual([
        0,
        expect.stringMatching(/^0 created, 0 updated, 4\d unchanged/m),
      ]);
      expect(readStamps(cwd)).toEqual(before);
      expect((await runTubematter(['check'], { cwd })).exitCode).toBe(0);
    },
  );

  test('the flags win; the seed preset writes the pages that no config writes', async () => {
    const cwd = makeFolder({ 'hugo.toml': '' });
    const flags = [
      '--content',
      'pages/clips',
      '--url',
      '/clips/{year}/{slug}',
      '--preset',
      'seed',
      '--workflow',
      'none',
    ];
    const { exitCode, stdout } = await runTubematter(
      ['init', '--channel', 'https://www.youtube.com/@name', ...flags],
      { cwd },
    );
    expect([exitCode, stdout]).toEqual([0, expect.not.stringContaining(workflow)]);
    expect(Object.keys(readFiles(cwd))).toEqual(['hugo.toml', config]);
    expect(parse(readText(cwd, config))).toEqual({
      channel: 'https://www.youtube.com/@name',
      generator: 'hugo',
      content: 'pages/clips',
      urls: { page: '/clips/{year}/{slug}', aliases: ['/clips/{videoId}', '/clips/{year}/{slug}'] },
    });

    const [plain, own] = [makeFolder(), makeFolder()];
    const seed = ['--content', 'content/resources/videos'];
    await runTubematter(['init', '--channel', '@name', '--preset', 'seed', '--workflow', 'none', ...seed], {
      cwd: own,
    });
    for (const folder of [plain, own]) await runTubematter(['import', '--from', sample], { cwd: folder });
    const { [config]: _, ...pages } = readFiles(own);
    expect(pages).toEqual(readFiles(plain));
  });

  test.each<[name: string, files: Files, steps: RegExp | null]>([
    [
      'Jekyll, whose config must name the collection',
      { '_config.yml': 'title: x\ntheme: minima\n' },
      /add to _config\.yml {2}collections: \{ videos: \{ output: true \} \}\n.*`layout: default`.*\n.*tubematter\.config\.yaml to `exclude` in _config\.yml.*\n.*jekyll-redirect-from/,
    ],
    [
      'Jekyll that has all of it',
      {
        '_config.yml':
          'collections: { talks: { output: true } }\nplugins: [jekyll-redirect-from]\nexclude: [tubematter.config.yaml]\n',
        '_talks/a.md': '---\nyoutube: abcdefghij1\n---\n',
      },
      null,
    ],
    [
      'Astro with a collection of something else',
      { 'astro.config.mjs': '', 'src/content/config.js': 'export const collections = { blog };\n' },
      /Show the pages: a collection `videos` in src\/content\/config\.js, as in tubematter's examples\/astro\.\n.*tubematter redirects/,
    ],
    [
      'Astro with a folder of its own',
      { 'astro.config.mjs': 'export default { srcDir: "site" };' },
      /a collection `videos` in src\/content\.config\.ts, and a route src\/pages\/videos\/\[\.\.\.slug\]\.astro, as/,
    ],
    [
      'Eleventy with layouts',
      { '.eleventy.js': '', '_includes/base.njk': '' },
      /in videos\/videos\.json, with/,
    ],
    [
      'Eleventy with pages',
      { '.eleventy.js': '', 'talks/a.md': '---\nyoutube: abcdefghij1\n---\n' },
      /in the site:\n- Serve old URLs/,
    ],
    ['Hugo with a theme', { 'hugo.toml': 'theme = "x"\n' }, null],
    ['Hugo with templates', { 'hugo.toml': '', 'layouts/single.html': '' }, null],
    ['Hugo without either', { 'hugo.toml': '' }, null],
    ['no site', {}, /in the site:\n- .*a theme or templates in layouts\//],
  ])('what is left to do is said: %s', async (_, files, steps) => {
    const cwd = makeFolder(files);
    const { stdout } = await runTubematter(['init', '--channel', '@name', '--workflow', 'none'], { cwd });
    if (steps) expect(stdout).toMatch(steps);
    else expect(stdout).not.toContain('Left to do');
  });

  test('a flag says what builds the site where nothing else does', async () => {
    const cwd = makeFolder();
    const init = ['init', '--channel', '@name', '--workflow', 'none'];
    const { stdout } = await runTubematter(init, { cwd });
    expect(stdout).toMatch(
      /^No site generator was recognised, so the config is for Hugo\. .*--generator\.$/m,
    );
    rmSync(join(cwd, config));
    const named = await runTubematter([...init, '--generator', 'astro'], { cwd });
    expect(named.stdout).not.toContain('recognised');
    expect(parse(readText(cwd, config))).toMatchObject({ generator: 'astro', content: 'src/content/videos' });
  });

  test("Hugo's minimal preset keeps the key url where Hugo would serve another URL", async () => {
    const fieldsFor = async (url: string) => {
      const cwd = makeFolder({ 'hugo.toml': '' });
      await runTubematter(['init', '--channel', '@name', '--preset', 'minimal', '--url', url], { cwd });
      const { preset, fields } = parse(readText(cwd, config));
      return { preset, fields };
    };
    expect(await fieldsFor('/videos/{slug}')).toEqual({ preset: 'minimal', fields: undefined });
    expect(await fieldsFor('/watch/{slug}')).toEqual({
      preset: 'minimal',
      fields: { url: { value: '{permalink}', update: 'on-create' } },
    });
  });

  test('`:slug` in --url is taken as {slug}', async () => {
    const cwd = makeFolder({});
    await runTubematter(['init', '--channel', '@name', '--url', '/watch/:slug'], { cwd });
    expect(parse(readText(cwd, config)).urls.page).toBe('/watch/{slug}');
  });

  test('the schema is found where npm installed it, also in a folder above', async () => {
    const cwd = makeFolder({ 'node_modules/x': '', 'docs/hugo.toml': '' });
    symlinkSync(repository, join(cwd, 'node_modules/tubematter'));
    await runTubematter(['init', '--channel', '@name'], { cwd: join(cwd, 'docs') });
    const schema = /\$schema=(.*)/.exec(readText(cwd, `docs/${config}`))?.[1] ?? '';
    expect(schema).toBe('../node_modules/tubematter/schema.json');
    expect(JSON.parse(readFileSync(join(cwd, 'docs', schema), 'utf8'))).toHaveProperty('properties.channel');
  });

  test('a GitLab repository gets a GitLab job, and a site that has tubematter uses its own', async () => {
    const cwd = makeFolder({
      '.git/config': '[remote "origin"]\n\turl = git@gitlab.example.org:a/b.git\n',
      'package.json': '{"devDependencies": {"tubematter": "1"}}',
      'package-lock.json': '{}',
    });
    const { stdout } = await runTubematter(['init', '--channel', '@name'], { cwd });
    expect(stdout).toContain('Wrote .gitlab/tubematter.gitlab-ci.yml');
    const { script } = parse(readText(cwd, '.gitlab/tubematter.gitlab-ci.yml'))['import-videos'];
    expect(script[1]).toMatch(/^npm ci\n/);
    expect(script).toContain('TUBEMATTER=$PWD/node_modules/.bin/tubematter');
    expect(stdout).not.toContain('TUBEMATTER_REPOSITORY');
  });
});

describe.concurrent('the channel in the config', () => {
  const init = async (channel: string, change: (api: LoopbackApi) => void = () => {}) => {
    const api = await startApi({ world: makeWorld([{ title: 'The newest talk' }]) });
    change(api);
    const cwd = makeFolder();
    const args = ['init', '--channel', channel, '--workflow', 'none'];
    const result = await runTubematter(args, { cwd, env: leadTo(api) });
    const text = existsSync(join(cwd, config)) ? readText(cwd, config) : null;
    return { ...result, text, asked: api.requests.map(({ method }) => method), cwd };
  };

  const newest = 'The newest talk';
  test.each([
    ['@sample', '@sample'],
    ['https://www.youtube.com/@sample/videos', '@sample'],
    ['https://www.youtube.com/user/sampleuser', 'youtube.com/user/sampleuser'],
  ])('is its id, for two quota units, where there is a key: %s', async (given, name) => {
    const { exitCode, stdout, stderr, text, asked } = await init(given);
    expect([exitCode, stderr, asked]).toEqual([0, '', ['channels.list', 'playlistItems.list']]);
    expect(stdout).toContain(
      `The channel ${name} is ${sampleChannelId} (Sample Channel).\nIts newest video: "${newest}".\n`,
    );
    expect(text).toContain(
      `\n# The channel: its id, which stays the same when its handle changes.\nchannel: ${sampleChannelId} # ${name}\n`,
    );
    expect(parse(text ?? '').channel).toBe(sampleChannelId);
  });

  test('is the id as it was given, and one unit shows whose it is', async () => {
    const { text, asked, stdout } = await init(`https://www.youtube.com/channel/${sampleChannelId}`);
    expect([asked, parse(text ?? '').channel]).toEqual([['playlistItems.list'], sampleChannelId]);
    expect(stdout).toContain(
      `The channel ${sampleChannelId} is Sample Channel.\nIts newest video: "${newest}".\n`,
    );
  });

  test('must be one that YouTube knows', async () => {
    const { exitCode, stderr, cwd } = await init('@nobody');
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('YouTube knows no channel @nobody.')]);
    expect(readFiles(cwd)).toEqual({});
  });

  test('is as it was given where YouTube cannot be asked: that is said, and how to do better', async () => {
    const { exitCode, stderr, text } = await init('@sample', (api) => {
      api.quotaLeft = 0;
    });
    expect([exitCode, stderr]).toEqual([
      0,
      expect.stringMatching(/^The id of @sample could not be looked up, .*quota/),
    ]);
    expect(parse(text ?? '').channel).toBe('@sample');
    expect(text).toMatch(/^# .* The id \(UC…\) is safer/m);
  });

  test('is as it was given without a key, with the same advice', async () => {
    const cwd = makeFolder();
    const { stderr } = await runTubematter(['init', '--channel', '@sample'], { cwd });
    expect([stderr, parse(readText(cwd, config)).channel]).toEqual(['', '@sample']);
    expect(readText(cwd, config)).toMatch(/^# .* The id \(UC…\) is safer[\s\S]*YOUTUBE_API_KEY/m);
  });
});

describe.concurrent('init writes nothing', () => {
  test.each<[name: string, files: Files, flags: string, words: RegExp]>([
    [
      'over a config',
      { [config]: 'content: mine\n' },
      '',
      /Already exists: tubematter\.config\.yaml\. Nothing was written\.\nEdit .*--force/,
    ],
    [
      'over a workflow',
      { [workflow]: 'mine\n' },
      '',
      /Already exists: \.github\/workflows\/tubematter\.yml\./,
    ],
    [
      'over both, and names both',
      { [config]: '', [workflow]: '' },
      '--yes',
      /tubematter\.config\.yaml, \.github\/workflows/,
    ],
    [
      'beside a config of another kind',
      { 'tubematter.config.json': '{}' },
      '',
      /Already exists: tubematter\.config\.json/,
    ],
    [
      'for a channel that is none',
      {},
      '--channel nobody',
      /--channel "nobody": "nobody" is not a YouTube channel\./,
    ],
    [
      'with a URL that is none',
      {},
      '--url videos/{slug}',
      /--url "videos\/\{slug\}": It must begin with one \//,
    ],
    [
      'for pages outside the repository',
      {},
      '--content ../pages',
      /outside the repository.*\n.*--workflow none/,
    ],
    ['for pages elsewhere', {}, '--content /srv/pages', /outside the repository/],
    ['with one URL for many pages', {}, '--url /watch', /It must have \{slug\} or \{videoId\}/],
    ['with an unknown token', {}, '--url /videos/{slugg}', /unknown token \{slugg\}, did you mean slug\?\n$/],
    ['with an unknown preset', {}, '--preset big', /Allowed choices are minimal, seed/],
    [
      'with a preset that the generator does not have',
      { '_config.yml': 'title: x\n' },
      '--preset seed',
      /Jekyll has only the preset minimal\./,
    ],
    ['with an unknown flag', {}, '--presett seed', /Did you mean --preset\?/],
  ])('%s', async (_, files, flags, words) => {
    const cwd = makeFolder(files);
    const before = readFiles(cwd);
    const args = [
      'init',
      ...(flags.includes('--channel') ? [] : ['--channel', '@name']),
      ...flags.split(' ').filter(Boolean),
    ];
    const { exitCode, stdout, stderr } = await runTubematter(args, { cwd });
    expect([exitCode, stdout, stderr]).toEqual([2, '', expect.stringMatching(words)]);
    expect(readFiles(cwd)).toEqual(before);
  });

  test('where nobody says which channel', async () => {
    const cwd = makeFolder();
    const { exitCode, stderr } = await runTubematter(['init'], { cwd });
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/No channel given.*\n.*--channel/)]);
    expect(readFiles(cwd)).toEqual({});
  });
});

test('init again changes nothing, and --force writes over what was edited, but over no config', async () => {
  const cwd = makeFolder();
  const init = (...flags: string[]) => runTubematter(['init', '--channel', '@name', ...flags], { cwd });
  await init();
  const before = readStamps(cwd);
  const again = await init();
  expect([again.exitCode, again.stdout]).toEqual([0, expect.stringContaining(`Unchanged: ${config}`)]);
  expect(readStamps(cwd)).toEqual(before);
  writeFileSync(join(cwd, workflow), 'old\n');
  expect((await init()).stderr).toMatch(/Already exists: \S+\.yml\. .*\n.*--force/);
  const renewed = await init('--force');
  expect(renewed.stdout).toContain(`Unchanged: ${config}\nWrote ${workflow}`);
  const mine = await init('--preset', 'seed', '--force');
  expect([mine.exitCode, mine.stderr]).toEqual([2, expect.stringMatching(/Already exists: \S+\.yaml\. /)]);
  expect(readText(cwd, config)).toContain('preset: minimal');
});

test('in a site that has a config, init renews the workflow alone, by what the config and the old workflow say', async () => {
  const mine =
    'extends: ../base.yaml\nkey: ACME_YOUTUBE_KEY\nlockfile: videos.json\nsite: https://example.org\n';
  const cwd = makeFolder({ '.git/HEAD': '', 'base.yaml': 'content: pages\n', [`a/${config}`]: mine });
  const init = (...flags: string[]) => runTubematter(['init', ...flags], { cwd: join(cwd, 'a') });
  const name = '.github/workflows/tubematter-a.yml';
  expect((await init()).stdout).toBe(
    `${config} stays as it is.\nWrote ../${name}\nSet TUBEMATTER_REPOSITORY in the workflow to the URL of tubematter's git repository.\nGive the repository the secret ACME_YOUTUBE_KEY and, under Settings, Actions, General, "Allow GitHub Actions to create and approve pull requests". Then commit the files.\n`,
  );
  const filled = readText(cwd, name).replace('REPOSITORY: ""', 'REPOSITORY: "https://git.example.org/t.git"');
  writeFileSync(join(cwd, name), filled.replace('23 4', '5 5'));
  expect((await init('--workflow', 'github')).stderr).toMatch(
    /Already exists: \.\.\/\S+\.yml\. Nothing was written\./,
  );
  expect((await init('--workflow', 'github', '--force')).exitCode).toBe(0);
  const { env, steps } = parse(readText(cwd, name)).jobs.import;
  expect(env).toMatchObject({
    TUBEMATTER_REPOSITORY: 'https://git.example.org/t.git',
    LOCKFILE: 'videos.json',
  });
  expect(steps.find((step: { id?: string }) => step.id === 'import').env).toEqual({
    ACME_YOUTUBE_KEY: `\${{ secrets.ACME_YOUTUBE_KEY }}`,
  });
  expect(readText(cwd, `a/${config}`)).toBe(mine);
});

test('pages beside the site are in the repository; where no workflow is wanted they lie where you like', async () => {
  const cwd = makeFolder({ '.git/HEAD': '', 'site/hugo.toml': '' });
  const init = (...flags: string[]) =>
    runTubematter(['init', '--channel', '@name', ...flags], { cwd: join(cwd, 'site') });
  expect((await init('--content', '../pages')).exitCode).toBe(0);
  expect(readText(cwd, 'site/tubematter.config.yaml')).toContain('content: ../pages\n');
  const { defaults } = parse(readText(cwd, workflow.replace('.yml', '-site.yml')));
  expect(defaults.run['working-directory']).toBe('site');
  rmSync(join(cwd, 'site', config));
  expect((await init('--content', '/srv/pages', '--workflow', 'none')).exitCode).toBe(0);
});

test('a broken config says what is wrong with it, and stays', async () => {
  const cwd = makeFolder({ [config]: 'chanel: broken\n' });
  const { exitCode, stderr } = await runTubematter(['init', '--force'], { cwd });
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining('did you mean channel?')]);
  expect(Object.keys(readFiles(cwd))).toEqual([config]);
});

describe.concurrent('pages that exist', () => {
  const init = ['init', '--channel', '@name', '--yes', '--workflow', 'none'];
  const initIn = async (files: Files, ...flags: string[]) => {
    const cwd = makeFolder(files);
    const { stdout } = await runTubematter([...init, ...flags], { cwd });
    return { cwd, stdout, written: parse(readText(cwd, config)) };
  };
  /** Pages of ten videos, each with its number in place of `#`. */
  const tenPages = (path: string, text: string): Files =>
    Object.fromEntries(
      Array.from({ length: 10 }, (_, at) =>
        [path, text].map((template) => template.replaceAll('#', String(at))),
      ),
    );

  test('are left as they are, unless a flag says otherwise', async () => {
    const files = {
      'hugo.toml': '',
      'content/videos/one.md': '---\nvideoId: v000000001_\n---\n',
      'content/videos/_index.md': '---\ntitle: Videos\n---\n',
    };
    const { stdout, written } = await initIn(files);
    expect(written.existing).toBe('leave');
    expect(stdout).toContain('1 page about videos in content/videos: they stay as they are');
    expect((await initIn(files, '--existing', 'fill')).written.existing).toBe('fill');
  });

  test('are not mentioned where there are none', async () => {
    const { cwd, stdout } = await initIn({ 'hugo.toml': '' });
    expect(readText(cwd, config)).not.toContain('existing');
    expect(stdout).not.toContain('page about');
  });

  test.each<[name: string, files: Files, expected: object]>([
    [
      'Hugo: files, permalinks, the key of the id, the layout',
      {
        'hugo.toml': '[permalinks]\ntalks = "/t/:year/:slug/"\n',
        ...tenPages(
          'content/talks/talk-#.md',
          '---\ntitle: T\ndate: 2020-0#-01\nyoutubeId: abcdefghij#\nlayout: talk\n---\n',
        ),
        'content/blog/b.md': '---\nyoutube: abcdefghijx\n---\n',
      },
      {
        content: 'content/talks',
        file: '{slug}.md',
        urls: { page: '/t/{year}/{slug}', aliases: [] },
        fields: {
          videoId: false,
          youtubeId: { value: '{videoId}', update: 'if-missing' },
          layout: { value: 'talk', update: 'on-create' },
        },
      },
    ],
    [
      'Hugo: bundles in folders of years, each with its own url, in TOML',
      {
        'hugo.toml': '',
        ...tenPages(
          'content/talks/201#/talk-#/index.md',
          '+++\ndate = 201#-05-01\nurl = "/watch/201#/talk-#/"\nvideoId = "abcdefghij#"\naliases = ["/w/abcdefghij#/"]\n+++\n',
        ),
      },
      {
        content: 'content/talks',
        file: '{year}/{slug}/index.md',
        format: 'toml',
        urls: { page: '/watch/{year}/{slug}', aliases: ['/w/{videoId}/'] },
        fields: { url: { value: '{permalink}', update: 'on-create' } },
      },
    ],
    [
      'Hugo: a key of its own',
      {
        'hugo.toml': '',
        ...tenPages('content/clips/#.md', '---\nclip: abc-efghij#\ntrailer: https://youtu.be/a\n---\n'),
      },
      {
        content: 'content/clips',
        pages: { id: ['clip'] },
        fields: { videoId: false, clip: { value: '{videoId}', update: 'if-missing' } },
      },
    ],
    [
      'Jekyll: posts, with addresses for ids and a layout from defaults',
      {
        '_config.yml': 'permalink: pretty\n',
        ...tenPages('_posts/2020-01-1#-talk-#.md', '---\nyoutube: https://youtu.be/abcdefghij#\n---\n'),
      },
      {
        content: '_posts',
        file: '{year}-{month}-{day}-{slug}.md',
        urls: { page: '/{year}/{month}/{day}/{slug}' },
        fields: { videoId: false, youtube: { value: '{watchUrl}', update: 'if-missing' }, layout: false },
      },
    ],
    [
      'Jekyll: posts of a day whose number is that of its month',
      {
        '_config.yml': 'permalink: pretty\n',
        ...tenPages('_posts/202#-01-01-talk-#.md', '---\nyoutube: https://youtu.be/abcdefghij#\n---\n'),
      },
      { content: '_posts', urls: { page: '/{year}/{month}/{day}/{slug}' } },
    ],
    [
      'Eleventy: a folder of its own, and other redirects',
      {
        '.eleventy.js': '',
        ...tenPages('talks/t#.md', '---\nvideoId: abcdefghij#\nredirect_from: [/old-#]\n---\n'),
      },
      { content: 'talks', urls: { page: '/talks/{slug}', keys: { live: 'redirect_from' } } },
    ],
    [
      'Eleventy: the collection in which the pages stand',
      {
        '.eleventy.js': '',
        ...tenPages('talks/t#.md', '---\nvideoId: abcdefghij#\ntags: [talk, room-#]\n---\n'),
      },
      { content: 'talks', fields: { tags: { value: ['talk'], update: 'on-create' } } },
    ],
    [
      'Eleventy: the collection that the data of the folder names',
      {
        '.eleventy.js': '',
        'talks/talks.json': '{ "tags": "talk" }',
        ...tenPages('talks/t#.md', '---\nvideoId: abcdefghij#\n---\n'),
      },
      { content: 'talks', fields: { tags: false } },
    ],
    [
      'Eleventy: addresses for ids',
      { '.eleventy.js': '', ...tenPages('talks/t#.md', '---\nyoutube: https://youtu.be/abcdefghij#\n---\n') },
      {
        content: 'talks',
        fields: { videoId: false, youtube: { value: '{watchUrl}', update: 'if-missing' } },
      },
    ],
    [
      'Astro: the key that its schema has for dates',
      {
        'astro.config.mjs': '',
        ...tenPages('src/content/talks/t#.md', '---\nvideoId: abcdefghij#\ndate: 2020-01-1#\n---\n'),
      },
      {
        content: 'src/content/talks',
        fields: { pubDate: false, date: { value: '{date}', update: 'until-edited' } },
      },
    ],
    [
      'Astro: nested ids',
      {
        'astro.config.mjs': '',
        ...tenPages('src/content/talks/t#.mdx', '---\nparams: { youtube_id: abcdefghij# }\n---\n'),
      },
      {
        content: 'src/content/talks',
        fields: { videoId: false, 'params.youtube_id': { value: '{videoId}', update: 'if-missing' } },
      },
    ],
  ])('are what new ones will be like: %s', async (_, files, expected) => {
    const { cwd, stdout, written } = await initIn(files);
    expect(written).toMatchObject(expected);
    expect(stdout).toContain(`10 pages about videos in ${written.content}:`);
    expect(stdout.includes('1 page about videos outside content/talks')).toBe('content/blog/b.md' in files);
    expect(stdout.includes('date under `date`, not under `pubDate`')).toBe(
      'pubDate' in (written.fields ?? {}),
    );
    const before = readFiles(cwd);
    const run = await runTubematter(['import', '--from', sample], { cwd });
    expect([run.exitCode, run.stderr.replace(/^There is no lockfile.*\n/, '')]).toEqual([0, '']);
    expect(readFiles(cwd)).toMatchObject(before);
    const again = await runTubematter(['import', '--from', sample], { cwd });
    expect(again.stdout).toMatch(/^0 created, 0 updated/m);
  });

  test.each<[name: string, config: string, path: string, body: string]>([
    ['Hugo', 'hugo.toml', 'content/posts/talk-#.md', '{{< youtube abcdefghij# >}}'],
    ['Jekyll', '_config.yml', '_posts/2020-01-1#-talk-#.md', '{% include youtube.html id="abcdefghij#" %}'],
    ['Eleventy', '.eleventy.js', 'posts/t#.md', 'https://youtu.be/abcdefghij#'],
    [
      'Astro',
      'astro.config.mjs',
      'src/content/blog/t#.md',
      '<iframe src="https://www.youtube.com/embed/abcdefghij#"></iframe>',
    ],
  ])('are found by the videos in their bodies: %s', async (_, name, path, body) => {
    const { cwd, stdout, written } = await initIn({
      [name]: 'title: x\n',
      'README.md': 'https://youtu.be/zzzzzzzzzz1\n',
      's.json': makeSnapshot([{ id: 'abcdefghij1' }, { id: 'zzzzzzzzzz2' }]),
      ...tenPages(path, `---\ntitle: T #\ndate: 2020-01-1#\n---\n${body}\n`),
    });
    expect(written.content).toBe(path.slice(0, path.lastIndexOf('/')));
    expect(stdout).toContain(`10 pages about videos in ${written.content}:`);
    expect(stdout).toContain('10 pages there show a video and have no id: run `tubematter adopt` to add it.');
    const run = await runTubematter(['import', '--from', 's.json'], { cwd });
    expect(run.stdout).toContain('it shows the video abcdefghij1 but does not name it');
    expect(run.stdout).toContain('1 created');
    const adopted = await runTubematter(['adopt'], { cwd });
    expect(adopted.stdout).toContain('10 updated');
  });

  test('outside the folder of the others are counted, and the folder that holds all is named', async () => {
    const { stdout } = await initIn({
      '_config.yml': 'title: x\n',
      ...tenPages('_posts/2020-01-1#-t.md', '---\nyoutube: abcdefghij#\n---\n'),
      '_drafts/b.md': '---\ntitle: B\n---\nhttps://youtu.be/abcdefghijx\n',
    });
    expect(stdout).toContain('1 page about videos outside _posts:');
    expect(stdout).toMatch(/give the\s+folder that holds all: `content: \.`/);
  });

  test('884 of them in one folder: an import makes no second page', async () => {
    const id = (at: number) => makeVideoId(at);
    const files = Object.fromEntries(
      Array.from({ length: 884 }, (_, at) => [
        `content/talks/talk-${at}.md`,
        `---\ntitle: Talk ${at}\nyoutubeId: ${id(at)}\n---\n`,
      ]),
    );
    const { cwd, stdout, written } = await initIn({
      'hugo.toml': '',
      's.json': makeSnapshot(Array.from({ length: 890 }, () => ({}))),
      ...files,
    });
    expect(stdout).toContain('884 pages about videos in content/talks');
    expect(written.content).toBe('content/talks');
    const run = await runTubematter(['import', '--from', 's.json'], { cwd });
    expect(run.stdout).toMatch(/^6 created, 0 updated, 884 unchanged/m);
  });
});
