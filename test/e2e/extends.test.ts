import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeVideoId } from '../api/resources.ts';
import { makeWorld } from '../api/world.ts';
import { type Files, listPages } from './files.ts';
import { apiKey, leadTo, makeFolder, runTubematter, startApi } from './run.ts';

const site = 'sites/a/tubematter.config.yaml';

async function show(files: Files) {
  const cwd = makeFolder(files);
  const { exitCode, stdout, stderr } = await runTubematter(['config', '--json', '--config', site], { cwd });
  expect([exitCode, stderr]).toEqual([0, '']);
  const { keys } = JSON.parse(stdout) as { keys: { key: string; value: unknown; from: object }[] };
  const find = (name: string) => {
    const { value, from } = keys.find(({ key }) => key === name) ?? {};
    return [value, ...Object.values(from ?? {})];
  };
  return { find };
}

async function refuse(files: Files): Promise<string> {
  const cwd = makeFolder(files);
  const { exitCode, stderr } = await runTubematter(['config', '--config', site], { cwd });
  expect(exitCode).toBe(2);
  return stderr;
}

describe.concurrent('extends', () => {
  test('lets the nearest file win, key by key, and `config` says which', async () => {
    const { find } = await show({
      'base.yaml': `# shared
generator: hugo
preset: minimal
content: from/base
filters: { shorts: skip, live: draft }
tags: { exclude: [a, b] }
fields:
  title: { update: always }
  tags: false
`,
      'more/second.json':
        '{\n  "extends": "../third.mjs",\n  "missing": "flag",\n  "filters": { "live": "publish" }\n}\n',
      'third.mjs': "export default { missing: 'draft', existing: 'leave' };\n",
      [site]: `extends:
  - ../../base.yaml
  - ../../more/second.json
tags: { exclude: [c] }
fields:
  title: { value: '{title}!' }
`,
    });
    const base = ['file', 'base.yaml'];
    expect(find('preset')).toEqual(['minimal', ...base, 3]);
    expect(find('content')).toEqual(['from/base', ...base, 4]);
    expect(find('filters.shorts')).toEqual(['skip', ...base, 5]);
    expect(find('filters.live')).toEqual(['publish', 'file', 'more/second.json', 4]);
    expect(find('missing')).toEqual(['flag', 'file', 'more/second.json', 3]);
    expect(find('existing')).toEqual(['leave', 'file', 'third.mjs', null]);
    expect(find('tags.exclude')).toEqual([['c'], 'file', site, 4]);
    expect(find('fields.title')).toEqual([{ value: '{title}!', update: 'always' }, 'file', site, 6]);
    expect(find('fields.tags')).toEqual([false, ...base, 9]);
  });

  test('keeps one source: that of a base is left out where the site names its own', async () => {
    const files = { 'base.yaml': 'playlist: PLx\n', [site]: 'extends: ../../base.yaml\nchannel: "@x"\n' };
    const { find } = await show(files);
    expect([find('channel')[0], find('playlist')[0]]).toEqual(['@x', undefined]);
  });

  test('has paths start at the file that extends', async () => {
    const api = await startApi({ world: makeWorld(1) });
    const cwd = makeFolder({
      'base.yaml': 'preset: minimal\ncontent: pages\nlockfile: lock.json\nchannel: "@sample"\n',
      [site]: 'extends: ../../base.yaml\n',
    });
    expect((await runTubematter(['import', '--config', site], { cwd, env: leadTo(api) })).exitCode).toBe(0);
    expect(listPages(cwd)).toEqual([`sites/a/pages/${makeVideoId(0)}/index.md`]);
    expect(existsSync(join(cwd, 'sites/a/lock.json'))).toBe(true);
  });

  test.each<[string, Files, RegExp]>([
    [
      'a missing file',
      { [site]: 'extends: ../x.yaml\n' },
      /^tubematter: The config sites\/x\.yaml, which sites\/a\/tubematter\.config\.yaml extends, cannot be read: it does not exist\.\n/,
    ],
    [
      'a circle',
      { 'x.yaml': 'extends: sites/a/tubematter.config.yaml\n', [site]: 'extends: ../../x.yaml\n' },
      /^tubematter: Configs extend each other in a circle: sites\/a\/tubematter\.config\.yaml → x\.yaml → sites\/a\/tubematter\.config\.yaml\.\n/,
    ],
    [
      'a base that is a list',
      { 'x.yaml': '- a\n', [site]: 'extends: ../../x.yaml\n' },
      /x\.yaml must be a map of keys\.\n/,
    ],
    [
      'a base that is broken',
      { 'x.yaml': 'a: [\n', [site]: 'extends: ../../x.yaml\n' },
      /The config x\.yaml .*line/,
    ],
    ['a number', { [site]: 'extends: 1\n' }, /\n {2}extends: must be a path, or a list of paths\n/],
    [
      'a wrong key in a base',
      { 'x.yaml': 'chanel: y\n', [site]: 'extends: ../../x.yaml\n' },
      /^tubematter: The config sites\/a\/tubematter\.config\.yaml, with x\.yaml, has an error:\n {2}chanel in x\.yaml: is not a key here, did you mean channel\?\n/,
    ],
  ])('is refused in one sentence: %s', async (_, files, message) => {
    expect(await refuse(files)).toMatch(message);
  });
});

describe.concurrent('key', () => {
  const config = "key: ACME_YOUTUBE_KEY\nchannel: '@sample'\npreset: minimal\n";

  test.each([
    ['the environment', {}, { ACME_YOUTUBE_KEY: apiKey, YOUTUBE_API_KEY: 'other' }],
    ['.env', { '.env': `YOUTUBE_API_KEY=other\nACME_YOUTUBE_KEY=${apiKey}\n` }, {}],
  ])('names the variable of the key, in %s', async (_, files: Files, env: Record<string, string>) => {
    const api = await startApi({ world: makeWorld(1) });
    const cwd = makeFolder({ 'tubematter.config.yaml': config, ...files });
    const { exitCode } = await runTubematter(['import'], {
      cwd,
      env: { YOUTUBE_API_ROOT: api.root, ...env },
    });
    expect(exitCode).toBe(0);
    expect(new Set(api.requests.map(({ headers }) => headers['x-goog-api-key']))).toEqual(new Set([apiKey]));
  });

  test('is hidden as every key is, and said to be missing by its name', async () => {
    const cwd = makeFolder({ 'tubematter.config.yaml': config });
    const hidden = await runTubematter(['import', '--channel', apiKey], {
      cwd,
      env: { ACME_YOUTUBE_KEY: apiKey },
    });
    expect(hidden.stderr).toContain('[API key]');
    const { stderr } = await runTubematter(['import'], { cwd, env: { YOUTUBE_API_KEY: 'other' } });
    expect(stderr).toMatch(
      /^tubematter: There is no API key: ACME_YOUTUBE_KEY is neither in the environment nor in \.env /,
    );
  });

  test('is said to be refused by that name', async () => {
    const api = await startApi({ world: makeWorld(1) });
    const cwd = makeFolder({ 'tubematter.config.yaml': config });
    const env = { YOUTUBE_API_ROOT: api.root, ACME_YOUTUBE_KEY: 'wrong', YOUTUBE_API_KEY: apiKey };
    const { exitCode, stderr } = await runTubematter(['import'], { cwd, env });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('Check that ACME_YOUTUBE_KEY holds ')]);
    expect(stderr).not.toContain('YOUTUBE_API_KEY');
  });

  test.each([apiKey, 'GITHUB_TOKEN', 'a youtube key', ''])(
    'is never the key itself, nor another secret: %#',
    async (name) => {
      const cwd = makeFolder({ 'tubematter.config.yaml': `key: "${name}"\n` });
      const { exitCode, stderr } = await runTubematter(['config'], { cwd });
      expect([exitCode, stderr]).toEqual([
        2,
        expect.stringMatching(
          /\n {2}key: must be the name of an environment variable .*, never the key itself\n/,
        ),
      ]);
    },
  );
});
