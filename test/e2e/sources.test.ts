import { describe, expect, test } from 'vitest';
import { findQuotaReset } from '../../src/youtube/quota.ts';
import type { Fault } from '../api/faults.ts';
import { makeVideoId } from '../api/resources.ts';
import type { LoopbackApi } from '../api/server.ts';
import { addPlaylist, makeWorld, remove, sampleChannelId, samplePlaylistId, upload } from '../api/world.ts';
import { listPages, readFiles, readText } from './files.ts';
import { apiKey, leadTo, makeFolder, type RunOptions, runTubematter, startApi } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

const content = 'content/resources/videos';
const pageOf = (number: number) => `${content}/${makeVideoId(number)}/index.md`;
const pagesOf = (...numbers: number[]) => numbers.map(pageOf).sort();
const upTo = (count: number) => Array.from({ length: count }, (_, number) => number);

function importFrom(api: LoopbackApi, cwd: string, args: string[] = [], options: Partial<RunOptions> = {}) {
  return runTubematter(['import', '--channel', '@sample', ...args], { cwd, env: leadTo(api), ...options });
}

describe.concurrent('a source', () => {
  const videoUrls = [`https://youtu.be/${makeVideoId(0)}?t=3`, makeVideoId(3)];

  test.each<[name: string, args: string[], numbers: number[], units: number]>([
    ['a handle', ['--channel', '@Sample'], upTo(4), 3],
    ['a channel id', ['--channel', sampleChannelId], upTo(4), 3],
    ['a channel URL', ['--channel', `https://www.youtube.com/channel/${sampleChannelId}/videos`], upTo(4), 3],
    ['an old user URL', ['--channel', 'https://www.youtube.com/user/sampleuser'], upTo(4), 3],
    ['a playlist id', ['--playlist', samplePlaylistId], [1, 2], 2],
    ['videos', ['--video', ...videoUrls], [0, 3], 1],
  ])('may be %s', async (_, args, numbers, units) => {
    const world = makeWorld(4);
    addPlaylist(world, [makeVideoId(2), makeVideoId(1)]);
    const api = await startApi({ world });
    const cwd = makeFolder();
    const { exitCode, stdout } = await runTubematter(['import', ...args], { cwd, env: leadTo(api) });
    expect(stdout).toBe(
      `${numbers.length} created, 0 updated, 0 unchanged, 0 skipped, 0 problems (${units} quota ${units === 1 ? 'unit' : 'units'})\n`,
    );
    expect(exitCode).toBe(0);
    expect(api.units()).toBe(units);
    expect(listPages(cwd)).toEqual(pagesOf(...numbers));
  });

  test('that is a playlist for once says nothing of the other pages', async () => {
    const world = makeWorld(4);
    addPlaylist(world, [makeVideoId(2), makeVideoId(1)]);
    const api = await startApi({ world });
    const cwd = makeFolder({ 'tubematter.config.yaml': "channel: '@sample'\nmissing: flag\n" });
    const run = (...args: string[]) => runTubematter(['import', ...args], { cwd, env: leadTo(api) });
    expect((await run()).stdout).toContain('4 created');
    expect((await run('--playlist', samplePlaylistId)).stdout).toMatch(
      /^0 created, 0 updated, 2 unchanged, 0 skipped, 0 problems .*\n$/,
    );
  });

  // 1 + 2·⌈N/50⌉; a channel without videos is only known to be empty once its list has been asked for.
  test.each([
    [0, 2],
    [50, 3],
    [115, 7],
  ])('of %i videos costs %i units', async (count, units) => {
    const api = await startApi({ world: makeWorld(count) });
    const cwd = makeFolder();
    const { exitCode, stdout, stderr } = await importFrom(api, cwd);
    expect(stdout).toContain(`${count} created, `);
    expect(stdout).toContain(`(${units} quota units)`);
    expect(stderr).toContain(`About ${count} videos`);
    expect([exitCode, api.units()]).toEqual([0, units]);
    expect(listPages(cwd)).toHaveLength(count);
  });
});

describe.concurrent('a channel that changes between its pages', () => {
  test('gives every video one page when uploads arrive, and the next run brings those', async () => {
    const api = await startApi({ world: makeWorld(115) });
    api.beforeAnswer = ({ method, number }) => {
      if (method === 'playlistItems.list' && number > 1) upload(api.world, 1000 + number);
    };
    const cwd = makeFolder();
    const first = await importFrom(api, cwd);
    expect([first.exitCode, first.stdout]).toEqual([0, expect.stringContaining('115 created')]);
    expect(listPages(cwd)).toEqual(pagesOf(...upTo(115)));
    const arrived = api.world.videos.size - 115;
    expect(arrived).toBeGreaterThan(0);
    api.beforeAnswer = null;
    const second = await importFrom(api, cwd);
    expect(second.stdout).toContain(`${arrived} created, 0 updated, 115 unchanged`);
  });

  test('loses none when a video vanishes', async () => {
    const api = await startApi({ world: makeWorld(115) });
    api.beforeAnswer = ({ method, number }) => {
      if (method === 'playlistItems.list' && number === 2) remove(api.world, makeVideoId(7));
    };
    const cwd = makeFolder();
    const { exitCode } = await importFrom(api, cwd);
    expect(exitCode).toBe(0);
    const others = upTo(115).filter((number) => number !== 7);
    expect(listPages(cwd).filter((path) => path !== pageOf(7))).toEqual(pagesOf(...others));
  });
});

describe('a channel of more than 20,000 videos', () => {
  test('is said to be truncated, exit 3, and the pages of older videos are not judged', async () => {
    const old = makeVideoId(20_030);
    const page = `---\ntitle: Old\nvideoId: ${old}\n---\nMine.\n`;
    const api = await startApi({ world: makeWorld(20_060) });
    const cwd = makeFolder({
      'tubematter.config.yaml': 'content: pages\nmissing: flag\n',
      'pages/old.md': page,
    });
    const { exitCode, stdout } = await importFrom(api, cwd, ['--limit', '2', '--allow-missing']);
    expect([exitCode, stdout]).toEqual([3, expect.stringContaining('2 created, 0 updated')]);
    expect(stdout).toMatch(/^Incomplete: The listing is truncated: .* newest 20,000 .*\(--playlist\)/m);
    expect(stdout).not.toMatch(/without a video|unavailable/);
    expect(readText(cwd, 'pages/old.md')).toBe(page);
  });
});

describe.concurrent('what cannot be read', () => {
  const refuse = (method: Fault['method'], what: Fault['what']): Fault[] => [
    { method, at: 1, times: 9, what },
  ];

  test.each<[name: string, args: string[], options: { env?: object; faults?: Fault[] }, words: RegExp]>([
    ['an unknown handle', ['--channel', '@nobody'], {}, /YouTube knows no channel @nobody\.\n.*spelling/],
    ['an unknown playlist', ['--playlist', 'PLnobodyKnowsThis'], {}, /knows no playlist PLnobodyKnowsThis/],
    ['a private playlist', ['--playlist', samplePlaylistId], {}, /The playlist is private\.\nMake it public/],
    [
      'a missing key',
      [],
      { env: { YOUTUBE_API_KEY: '' } },
      /There is no API key: YOUTUBE_API_KEY is neither .*\n.*docs\/key\.md.*--from/,
    ],
    [
      'a wrong key',
      [],
      { env: { YOUTUBE_API_KEY: 'wrong' } },
      /does not accept the API key.*\n.*YOUTUBE_API_KEY/,
    ],
    ['a key in two lines', [], { env: { YOUTUBE_API_KEY: 'one\ntwo' } }, /YOUTUBE_API_KEY holds characters/],
    [
      'a key of another API',
      [],
      { faults: refuse('channels.list', 'serviceBlocked') },
      /restricted to other APIs\.\n.*YouTube Data API v3/,
    ],
    [
      'an API that is not enabled',
      [],
      { faults: refuse('channels.list', 'serviceDisabled') },
      /not enabled.*\n.*https:\/\/console\.developers\.google\.com\/\S+project=100000000001/,
    ],
    [
      'a proxy that wants a login',
      [],
      { faults: refuse('channels.list', 'proxyLogin') },
      /proxy requires a login/,
    ],
  ])('%s: exit 2, a sentence, and nothing is written', async (_, args, { env, faults = [] }, words) => {
    const world = makeWorld(3);
    addPlaylist(world, [makeVideoId(1)], true);
    const api = await startApi({ world, faults });
    const cwd = makeFolder({ 'content/notes.md': 'mine\n' });
    const before = readFiles(cwd);
    const source = args.length > 0 ? args : ['--channel', '@sample'];
    const outcome = await runTubematter(['import', ...source, '--save', 'saved.json'], {
      cwd,
      env: { ...leadTo(api), ...env },
    });
    expect(outcome.stderr).toMatch(words);
    expect([outcome.exitCode, outcome.stdout]).toEqual([2, '']);
    expect(readFiles(cwd)).toEqual(before);
  });
});

describe.concurrent('the quota', () => {
  test('that ends in the middle keeps what was fetched, and the next run completes it', async () => {
    // Of seven requests, five: whatever their order, at least one is for a batch of videos, and one is left.
    const api = await startApi({ world: makeWorld(115), quota: 5 });
    const cwd = makeFolder();
    const first = await importFrom(api, cwd);
    const pages = listPages(cwd);
    expect(pages.length).toBeGreaterThan(0);
    expect(pages.length).toBeLessThan(115);
    expect(first.exitCode).toBe(3);
    expect(first.stdout).toMatch(
      new RegExp(
        `Incomplete: .*quota of this API key is spent\\. ${115 - pages.length} videos are left\\. The quota resets \\w{3} \\d\\d:\\d\\d \\S+, in \\d+ h \\d+ min\\.`,
      ),
    );

    api.quotaLeft = 100;
    const second = await importFrom(api, cwd);
    expect(second.stdout).toContain(`${115 - pages.length} created, 0 updated, ${pages.length} unchanged`);
    expect(second.exitCode).toBe(0);
    const undisturbed = makeFolder();
    await importFrom(api, undisturbed);
    expect(readFiles(cwd)).toEqual(readFiles(undisturbed));
  });

  test('that ends leaves an earlier snapshot as it is, and writes one where there is none', async () => {
    const api = await startApi({ world: makeWorld(115), quota: 5 });
    const whole = makeSnapshot([]);
    const cwd = makeFolder({ 'whole.json': whole });
    const args = ['fetch', '--channel', '@sample', '--save'];
    const kept = await runTubematter([...args, 'whole.json'], { cwd, env: leadTo(api) });
    expect(kept.exitCode).toBe(3);
    expect(kept.stderr).toMatch(/whole\.json was left as it is: only some of/);
    expect(readText(cwd, 'whole.json')).toBe(whole);
    api.quotaLeft = 5;
    const made = await runTubematter([...args, 'part.json'], { cwd, env: leadTo(api) });
    expect([made.exitCode, JSON.parse(readText(cwd, 'part.json')).complete]).toEqual([3, false]);
    const replayed = await runTubematter(['import', '--from', 'part.json'], { cwd });
    expect(replayed.exitCode).toBe(3);
    expect(replayed.stdout).toMatch(/Incomplete: part\.json holds only a part.*\(quota\).*Fetch again/);
  });

  test.each(['America/Los_Angeles', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'UTC'])(
    'resets at a time of the reader, in %s',
    async (timeZone) => {
      const api = await startApi({ world: makeWorld(3), quota: 0 });
      const env = { ...leadTo(api), TZ: timeZone };
      const begun = new Date();
      const { stdout } = await importFrom(api, makeFolder(), [], { env });
      const [, day, time] = /The quota resets (\w{3}) (\d\d:\d\d) \S+, in \d+ h \d+ min\./.exec(stdout) ?? [];
      const days = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short' });
      const hours = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
      // It may be midnight in California just now.
      const resets = [begun, new Date()].map(findQuotaReset);
      expect(resets.map((reset) => `${days.format(reset)} ${hours.format(reset)}`)).toContain(
        `${day} ${time}`,
      );
    },
  );

  test('that is spent already writes nothing', async () => {
    const api = await startApi({ world: makeWorld(3), quota: 0 });
    const cwd = makeFolder();
    const { exitCode, stdout } = await importFrom(api, cwd);
    expect([exitCode, stdout]).toEqual([3, expect.stringMatching(/quota of this API key is spent/)]);
    expect(readFiles(cwd)).toEqual({});
  });

  test('is never spent beyond --quota-limit', async () => {
    const api = await startApi({ world: makeWorld(115) });
    const cwd = makeFolder();
    const { exitCode, stdout } = await importFrom(api, cwd, ['--quota-limit', '5']);
    expect([exitCode, api.units()]).toEqual([3, 5]);
    expect(stdout).toContain('100 created');
    expect(stdout).toMatch(/quota limit of 5 units \(--quota-limit\).*15 videos are left/);
    expect(listPages(cwd)).toEqual(pagesOf(...upTo(100)));
  });

  test('is counted for tries that YouTube refused for a moment, and each wait is said', async () => {
    const faults: Fault[] = [
      { method: 'videos.list', at: 1, what: 'ratePerMinute', headers: { 'retry-after': '0' } },
    ];
    const api = await startApi({ world: makeWorld(3), faults });
    const cwd = makeFolder();
    const { exitCode, stdout, stderr } = await importFrom(api, cwd, ['--quiet']);
    expect([exitCode, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(
      /^videos\.list: YouTube is rate limiting: .*; trying again in 0\.\d s \(try 2\)\.\n$/,
    );
    expect(api.requests).toHaveLength(4);
    expect(readText(cwd, pageOf(0))).not.toContain(apiKey);
  });
});
