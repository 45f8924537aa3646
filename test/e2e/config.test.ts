import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeVideoId } from '../api/resources.ts';
import type { LoopbackApi } from '../api/server.ts';
import { addPlaylist, makeWorld, samplePlaylistId } from '../api/world.ts';
import { type Files, listPages, readFiles, readText } from './files.ts';
import { apiKey, makeFolder, runTubematter, startApi } from './run.ts';
import { preload } from './slow-disk.ts';
import { makeSnapshot } from './snapshot.ts';

const deadRoot = 'http://127.0.0.1:9';
const page = (number: number) => `${makeVideoId(number)}/index.md`;
const snapshot = makeSnapshot([{}]);

describe.concurrent('a config file', () => {
  const config = { content: 'pages' };
  test.each<[files: Files]>([
    [{ 'tubematter.config.yaml': 'content: pages # ours\n' }],
    [{ 'tubematter.config.yml': 'content: pages\n' }],
    [{ 'tubematter.config.json': JSON.stringify({ $schema: 'x', ...config }) }],
    [{ 'tubematter.config.js': `module.exports = ${JSON.stringify(config)};` }],
    [
      {
        'tubematter.config.js': `export default ${JSON.stringify(config)};`,
        'package.json': '{"type":"module"}',
      },
    ],
    [{ 'tubematter.config.mjs': `export default ${JSON.stringify(config)};` }],
  ])('is found: %j', async (files) => {
    const cwd = makeFolder({ ...files, 'channel.json': snapshot });
    expect((await runTubematter(['import', '--from', 'channel.json'], { cwd })).exitCode).toBe(0);
    expect(listPages(cwd)).toEqual([`pages/${page(0)}`]);
  });

  const badPrograms: [program: string, words: RegExp][] = [
    ['await new Promise(() => {}); export default {}', /cannot be loaded: it ended, or waits for something/],
    ['process.exit(0)', /cannot be loaded: it ended/],
    ['throw 3', /cannot be loaded: 3\n/],
    ['throw null', /cannot be loaded: null\n/],
    ['throw new Error("one\\ntwo")', /cannot be loaded: one\n/],
    ['export default { get content() { throw new Error("no"); } }', /cannot be loaded: no\n/],
    ['Promise.reject(new Error("late")); export default {}', /cannot be loaded: late\n/],
    ['process.nextTick(() => { throw 4; }); export default {}', /cannot be loaded: 4\n/],
    ['export default { content() {} }', /cannot be loaded: .*could not be cloned/],
    ['export default { }}', /cannot be loaded: Unexpected token/],
    ['export const content = "pages"', /has no default export/],
  ];
  test.each(badPrograms)('that is a program and goes wrong gets one sentence: %s', async (program, words) => {
    const cwd = makeFolder({ 'tubematter.config.mjs': program, 'channel.json': snapshot });
    const { exitCode, stdout, stderr } = await runTubematter(['check'], { cwd });
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(words);
    expect(stderr.trimEnd().split('\n')).toHaveLength(2);
  });

  test('that is a program ends with the reading of what it exports', async () => {
    const program = `setTimeout(() => { throw 5; }, 50); setInterval(() => {}, 9); export default { content: 'pages' };`;
    const cwd = makeFolder({ 'tubematter.config.mjs': program, 'channel.json': snapshot });
    expect((await runTubematter(['import', '--from', 'channel.json'], { cwd })).exitCode).toBe(0);
    expect(listPages(cwd)).toEqual([`pages/${page(0)}`]);
  });

  test('that is a program and throws before its answer was heard: the answer counts', async () => {
    const program = `setTimeout(() => { throw 5; }, 50); export default { content: 'pages' };`;
    const cwd = makeFolder({ 'tubematter.config.mjs': program, 'channel.json': snapshot });
    // The command is busy when the program begins, and until it has thrown.
    const busy = preload(`
      const wait = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
      process.on('worker', (worker) => worker.once('online', wait));
    `);
    const outcome = await runTubematter(['import', '--from', 'channel.json'], {
      cwd,
      env: { NODE_OPTIONS: busy },
    });
    expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
    expect(listPages(cwd)).toEqual([`pages/${page(0)}`]);
  });

  test('in JSON may begin with a byte order mark', async () => {
    const cwd = makeFolder({
      'tubematter.config.json': '\ufeff{"content":"pages"}',
      'channel.json': snapshot,
    });
    expect((await runTubematter(['import', '--from', 'channel.json'], { cwd })).exitCode).toBe(0);
    expect(listPages(cwd)).toEqual([`pages/${page(0)}`]);
  });

  const inside = (cwd: string, folder: string) => {
    mkdirSync(join(cwd, folder), { recursive: true });
    return join(cwd, folder);
  };

  test('is found in a folder above, and its paths start there', async () => {
    const site = makeFolder({
      'tubematter.config.yaml': 'content: pages\nlockfile: state/lock.json\n',
      'state/x': '',
    });
    const cwd = inside(site, 'themes/deep');
    const files = makeFolder({ 'channel.json': snapshot });
    const { exitCode } = await runTubematter(['import', '--from', join(files, 'channel.json')], { cwd });
    expect(exitCode).toBe(0);
    expect(Object.keys(readFiles(site)).filter((path) => !path.endsWith('/'))).toEqual([
      `pages/${page(0)}`,
      'state/lock.json',
      'state/x',
      'tubematter.config.yaml',
    ]);
  });

  test('may be named, and flags start where the command runs', async () => {
    const site = makeFolder({ 'etc/own.yaml': 'content: pages\n', 'channel.json': snapshot });
    const run = (...args: string[]) =>
      runTubematter(['import', '--from', '../channel.json', '--config', '../etc/own.yaml', ...args], {
        cwd: inside(site, 'sub'),
      });
    expect((await run()).exitCode).toBe(0);
    expect(listPages(site)).toEqual([`etc/pages/${page(0)}`]);
    expect((await run('--content', 'there')).stderr).toContain(
      'There is no folder there, but the lockfile /',
    );
    expect((await run('--content', 'here', '--allow-missing')).stdout).toContain('1 skipped');
    expect(readText(site, 'etc/tubematter-lock.json')).toContain(makeVideoId(0));
  });
});

describe('what is said in several places', () => {
  let api: LoopbackApi;
  beforeAll(async () => {
    const world = makeWorld(4);
    addPlaylist(world, [makeVideoId(1)]);
    api = await startApi({ world });
  });

  const all = [0, 1, 2, 3];
  test.concurrent.each<
    [name: string, config: object, env: () => Record<string, string>, args: () => string[], numbers: number[]]
  >([
    ['the file', { channel: '@sample' }, () => ({}), () => [], all],
    [
      'env over file',
      { channel: '@sample', youtube: { apiRoot: deadRoot } },
      () => ({ YOUTUBE_API_ROOT: api.root }),
      () => [],
      all,
    ],
    [
      'flag over env',
      { channel: '@sample' },
      () => ({ YOUTUBE_API_ROOT: deadRoot }),
      () => ['--api-root', api.root],
      all,
    ],
    ['a playlist of the file', { playlist: samplePlaylistId }, () => ({}), () => [], [1]],
    [
      'videos of the file',
      { videos: [makeVideoId(2), `https://youtu.be/${makeVideoId(3)}`] },
      () => ({}),
      () => [],
      [2, 3],
    ],
    [
      'a flag over the source of the file',
      { videos: [makeVideoId(2)] },
      () => ({}),
      () => ['--playlist', samplePlaylistId],
      [1],
    ],
    [
      'flags over filters and limits of the file',
      {
        channel: '@nobody',
        filters: { limit: 1, match: 'x', since: '2030-01-01' },
        youtube: { quotaLimit: 1 },
      },
      () => ({}),
      () => [
        '--channel',
        '@sample',
        '--limit',
        '2',
        '--match',
        'video',
        '--since',
        '2020-01-01',
        '--quota-limit',
        '9',
      ],
      [0, 1],
    ],
  ])('%s', async (_, config, env, args, numbers) => {
    const needsRoot = !('youtube' in config) || !('apiRoot' in Object(config.youtube));
    const youtube = {
      ...(needsRoot && { apiRoot: api.root }),
      ...('youtube' in config && Object(config.youtube)),
    };
    const cwd = makeFolder({
      'tubematter.config.json': JSON.stringify({ ...config, content: 'pages', youtube }),
    });
    const run = await runTubematter(['import', ...args()], {
      cwd,
      env: { YOUTUBE_API_KEY: apiKey, ...env() },
    });
    expect(run.exitCode, run.stderr).toBe(0);
    expect(listPages(join(cwd, 'pages'))).toEqual(numbers.map(page).sort());
  });
});
