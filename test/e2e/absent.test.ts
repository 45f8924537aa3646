import { describe, expect, test } from 'vitest';
import type { Fault } from '../api/faults.ts';
import { makeVideoId, type VideoSpec } from '../api/resources.ts';
import type { LoopbackApi } from '../api/server.ts';
import { addPlaylist, makeWorld, remove, samplePlaylistId, setState, type World } from '../api/world.ts';
import { readFiles, readText, writeFiles } from './files.ts';
import { parsePlan } from './plan-schema.ts';
import { leadTo, makeFolder, runTubematter, startApi } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

const pageOf = (number: number) => `content/resources/videos/${makeVideoId(number)}/index.md`;
const upTo = (count: number) => Array.from({ length: count }, (_, number) => number);
const lockfile = 'tubematter-lock.json';
const channel = "channel: '@sample'\n";
const playlist = `playlist: ${samplePlaylistId}\n`;

/** A site of ten videos, and a playlist with all but the last of them. */
async function startSite(config: string) {
  const world = makeWorld(10);
  addPlaylist(world, upTo(9).map(makeVideoId));
  const api = await startApi({ world });
  const cwd = makeFolder();
  const run = (config: string, ...args: string[]) => {
    writeFiles(cwd, { 'tubematter.config.yaml': config });
    return runTubematter(['import', ...args], { cwd, env: leadTo(api) });
  };
  await run(config);
  api.forget();
  return { world, api, cwd, run };
}

/** Takes a video from the uploads list, and leaves it as it is. */
function hide(world: World, number: number): void {
  for (const list of world.playlists.values())
    list.items = list.items.filter((id) => id !== makeVideoId(number));
}

function setPrivacy(world: World, number: number, privacyStatus: string): void {
  const { resource } = world.videos.get(makeVideoId(number)) ?? {};
  if (resource?.status) resource.status['privacyStatus'] = privacyStatus;
}

describe.concurrent('a video that is public is not missing', () => {
  test('where the playlist that the config names has not got it', async () => {
    const { api, cwd, run } = await startSite(channel);
    const before = readText(cwd, pageOf(9));
    const { exitCode, stdout } = await run(`${playlist}missing: flag\n`, '--json');
    expect(parsePlan(stdout)).toMatchObject({ missing: [], changes: [], unchanged: 9, units: 3 });
    expect([exitCode, api.units()]).toEqual([0, 3]);
    expect(readText(cwd, pageOf(9))).toBe(before);
  });

  test('where only a playlist holds what the channel does not list', async () => {
    const { world, cwd, run } = await startSite(`${playlist}missing: flag\n`);
    hide(world, 8);
    const before = readFiles(cwd);
    const { exitCode, stdout } = await run(`${channel}missing: flag\n`, '--json');
    const { missing, changes } = parsePlan(stdout);
    expect(missing).toEqual([]);
    expect(changes.map(({ action, videoId }) => [action, videoId])).toEqual([['create', makeVideoId(9)]]);
    expect(exitCode).toBe(0);
    expect(readFiles(cwd)).toMatchObject({ [pageOf(8)]: before[pageOf(8)] });
  });

  test.each<[name: string, spoil: (api: LoopbackApi) => void]>([
    ['where the uploads list has a hole', ({ world }) => hide(world, 4)],
    [
      'where one answer has dropped it',
      (api) => {
        api.beforeAnswer = ({ method, number }) => {
          if (method === 'videos.list')
            setState(api.world, makeVideoId(4), number === 1 ? 'dropped' : 'public');
        };
      },
    ],
  ])('%s', async (_, spoil) => {
    const config = `${channel}missing: flag\n`;
    const { api, cwd, run } = await startSite(config);
    spoil(api);
    const before = readFiles(cwd);
    const { exitCode, stdout } = await run(config);
    expect(stdout).toBe('0 created, 0 updated, 9 unchanged, 0 skipped, 0 problems (4 quota units)\n');
    expect([exitCode, api.units()]).toEqual([0, 4]);
    expect(readFiles(cwd)).toEqual(before);
  });

  test('and a unit asks about 50 of them', async () => {
    const world = makeWorld(115);
    addPlaylist(world, upTo(5).map(makeVideoId));
    const api = await startApi({ world });
    const cwd = makeFolder();
    const run = (...args: string[]) => runTubematter(['import', ...args], { cwd, env: leadTo(api) });
    await run('--channel', '@sample');
    api.forget();
    const { stdout } = await run('--playlist', samplePlaylistId);
    expect(stdout).toBe('0 created, 0 updated, 5 unchanged, 0 skipped, 0 problems (5 quota units)\n');
    expect(api.units()).toBe(5);
  });
});

describe.concurrent('where YouTube cannot be asked', () => {
  const busy = 'unavailable';

  test.each<[name: string, args: string[], faults: Fault[], units: number, words: RegExp]>([
    ['the quota limit', ['--quota-limit', '3'], [], 3, /quota limit of 3 units \(--quota-limit\)/],
    [
      'an error of every try',
      [],
      [{ method: 'videos.list', at: 2, times: 9, what: busy, headers: { 'retry-after': '0' } }],
      9,
      /Gave up after 6 tries/,
    ],
    [
      'the end of the time',
      ['--timeout', '60'],
      [{ method: 'videos.list', at: 2, times: 9, what: busy, headers: { 'retry-after': '90' } }],
      4,
      /--timeout/,
    ],
  ])('for %s, nobody is missing, and it is said', async (_, args, faults, units, words) => {
    const config = `${channel}missing: flag\n`;
    const { world, api, cwd, run } = await startSite(config);
    remove(world, makeVideoId(4));
    api.faults.push(...faults);
    const before = readFiles(cwd);
    const { exitCode, stdout, stderr } = await run(config, ...args, '--json');
    expect(parsePlan(stdout)).toMatchObject({ missing: [], changes: [], unchanged: 9, units });
    expect(stderr).toMatch(
      /YouTube could not be asked about 1 page whose video is not listed, so no page is called missing\. /,
    );
    expect(stderr).toMatch(words);
    expect([exitCode, api.requests.length]).toEqual([0, units]);
    expect(readFiles(cwd)).toEqual(before);
  });
});

test('what has become of a video stands in words in every report, and one that is unlisted gets no flag', async () => {
  const config = `${channel}missing: flag\n`;
  const { world, cwd, run } = await startSite(config);
  remove(world, makeVideoId(4));
  setState(world, makeVideoId(5), 'private');
  hide(world, 6);
  setPrivacy(world, 6, 'unlisted');
  const reports = ['r.md', 'r.html'].flatMap((name) => ['--report', name]);
  const { exitCode, stdout } = await run(config, '--allow-missing', ...reports);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('3 pages without a video on the channel:');
  const words: [number, string][] = [
    [4, 'was deleted or is private now'],
    [5, 'is private now'],
    [6, 'is unlisted now'],
  ];
  for (const [number, said] of words) {
    expect(stdout.replaceAll('\u00a0', ' ')).toContain(`(${makeVideoId(number)} ${said})`);
    expect(readText(cwd, 'r.md')).toMatch(new RegExp(`${makeVideoId(number)}.*: the video ${said}`));
    expect(readText(cwd, 'r.html')).toContain(`the video ${said}`);
  }
  const flagged = [4, 5, 6].filter((number) => readText(cwd, pageOf(number)).includes('unavailable: true'));
  expect(flagged).toEqual([4, 5]);
  const after = readFiles(cwd);
  expect((await run(config)).stdout).toContain('0 updated');
  expect(readFiles(cwd)).toEqual(after);
});

describe.concurrent('a snapshot', () => {
  const videos: VideoSpec[] = Array.from({ length: 10 }, (_, number) => ({ title: `Video ${number}` }));
  const ofPlaylist = { source: { kind: 'playlist', id: samplePlaylistId }, channelId: null };

  async function importAll(config: string, changes: Record<string, unknown> = {}) {
    const cwd = makeFolder({ 'tubematter.config.yaml': config });
    const run = (snapshot: string, ...args: string[]) => {
      writeFiles(cwd, { '../snapshot.json': snapshot });
      return runTubematter(['import', '--from', '../snapshot.json', ...args], { cwd });
    };
    await run(makeSnapshot(videos, changes));
    return { cwd, run };
  }

  test('is believed where it says that a video is gone, and names what else it has not', async () => {
    const { cwd, run } = await importAll('missing: flag\n');
    writeFiles(cwd, { 'content/resources/videos/own.md': `---\nvideoId: ${makeVideoId(77)}\n---\n` });
    const unavailable = [{ videoId: makeVideoId(9), reason: 'private' }];
    const { stdout } = await run(makeSnapshot(videos.slice(0, 8), { unavailable }), '--json');
    expect(parsePlan(stdout).missing.map(({ videoId, reason }) => [videoId, reason])).toEqual([
      [makeVideoId(77), 'not-in-snapshot'],
      [makeVideoId(8), 'not-in-snapshot'],
      [makeVideoId(9), 'private'],
    ]);
    expect([8, 9].map((number) => readText(cwd, pageOf(number)).includes('unavailable: true'))).toEqual([
      true,
      true,
    ]);
    expect(readText(cwd, 'content/resources/videos/own.md')).not.toContain('unavailable');
  });

  test.each<[name: string, changes: Record<string, unknown>, missing: number]>([
    ['of another source', ofPlaylist, 1],
    ['that is only a part', { complete: false }, 0],
  ])('%s flags nobody', async (_, changes, missing) => {
    const { cwd, run } = await importAll('missing: flag\n');
    const before = readText(cwd, pageOf(9));
    const { stdout } = await run(makeSnapshot(videos.slice(0, 9), changes), '--json');
    expect(parsePlan(stdout).missing).toHaveLength(missing);
    expect(parsePlan(stdout).changes).toEqual([]);
    expect(readText(cwd, pageOf(9))).toBe(before);
  });

  test.each<[name: string, unavailable: { videoId: string; reason: string }[]]>([
    ['is not in one', []],
    ['is deleted as one says', [{ videoId: makeVideoId(9), reason: 'deleted' }]],
  ])(
    'and another one in turns: a video that %s loses its flag once, and the site is at rest',
    async (_, unavailable) => {
      const { cwd, run } = await importAll('missing: flag\n');
      const ofChannel = makeSnapshot(videos.slice(0, 9), { unavailable });
      const nights: Record<string, string>[] = [];
      const inTurns = [ofChannel, makeSnapshot(videos, ofPlaylist)];
      for (const snapshot of [...inTurns, ...inTurns]) {
        await run(snapshot);
        nights.push(readFiles(cwd));
      }
      const isFlagged = nights.map((files) => files[pageOf(9)]?.includes('unavailable: true'));
      expect(isFlagged).toEqual([true, false, false, false]);
      expect(nights[3]).toEqual(nights[1]);
      expect(nights[2]).toEqual(nights[1]);
    },
  );
});

test('two sources of one site leave each other in peace, night after night', async () => {
  const { world, cwd, run } = await startSite(`${channel}missing: flag\n`);
  await run(`${playlist}missing: flag\n`);
  remove(world, makeVideoId(3));
  hide(world, 5);
  world.playlists.get(samplePlaylistId)?.items.push(makeVideoId(5));
  const nights: Record<string, string>[] = [];
  for (const source of [playlist, channel, playlist, channel]) {
    await run(`${source}missing: flag\n`);
    const { 'tubematter.config.yaml': _, ...files } = readFiles(cwd);
    nights.push(files);
  }
  const [first, ...others] = nights;
  expect(first?.[pageOf(3)]).toContain('unavailable: true');
  expect(first?.[pageOf(5)]).not.toContain('unavailable');
  for (const night of others) expect(night).toEqual(first);
});

describe.concurrent('missing: draft', () => {
  const config = `${channel}missing: draft\n`;

  test.each<[name: string, edit: (text: string) => string, away: string]>([
    ['has no such key', (text) => text, '\ndraft: true\n'],
    [
      'is told not to be one',
      (text) => text.replace('\n---\n', '\ndraft: false # published\n---\n'),
      '\ndraft: true # published\n',
    ],
  ])('makes a page a draft while its video is away, where it %s', async (_, edit, away) => {
    const { world, cwd, run } = await startSite(config);
    writeFiles(cwd, { [pageOf(4)]: edit(readText(cwd, pageOf(4))) });
    const before = readFiles(cwd);
    setState(world, makeVideoId(4), 'private');
    expect((await run(config)).stdout).toContain('0 created, 1 updated');
    expect(readText(cwd, pageOf(4))).toContain(away);
    const drafts = readFiles(cwd);
    await run(config);
    expect(readFiles(cwd)).toEqual(drafts);
    setState(world, makeVideoId(4), 'public');
    expect((await run(config)).stdout).toContain('0 created, 1 updated');
    expect(readFiles(cwd)).toEqual(before);
  });

  test("leaves a draft of the user's own alone, also one that had a flag meanwhile", async () => {
    const { world, cwd, run } = await startSite(config);
    writeFiles(cwd, {
      [pageOf(4)]: readText(cwd, pageOf(4)).replace('\n---\n', '\ndraft: true\n---\n'),
    });
    // What YouTube counts stands in the lockfile's first line.
    const readPages = () => ({ ...readFiles(cwd), [lockfile]: readText(cwd, lockfile).split('\n').slice(1) });
    const before = readPages();
    for (const missing of ['draft', 'flag', 'draft']) {
      setState(world, makeVideoId(4), 'private');
      await run(`${channel}missing: ${missing}\n`);
      expect(readText(cwd, pageOf(4)).includes('unavailable: true')).toBe(missing === 'flag');
      if (missing === 'flag') continue;
      setState(world, makeVideoId(4), 'public');
      await run(config);
      expect(readPages()).toEqual(before);
    }
  });

  test('replaces the flag of a page that is away, and leaves out what the user took out', async () => {
    const { world, cwd, run } = await startSite(config);
    const before = readText(cwd, pageOf(4));
    setState(world, makeVideoId(4), 'private');
    await run(`${channel}missing: flag\n`);
    await run(config);
    expect(readText(cwd, pageOf(4))).toBe(before.replace('\n---\n', '\ndraft: true\n---\n'));
    writeFiles(cwd, { [pageOf(4)]: before });
    expect((await run(config)).stdout).toContain('0 updated');
    expect(readText(cwd, pageOf(4))).toBe(before);
  });
});

test('a snapshot that an import saves says what YouTube said of them', async () => {
  const { world, cwd, run } = await startSite(channel);
  setPrivacy(world, 2, 'unlisted');
  hide(world, 2);
  hide(world, 3);
  setState(world, makeVideoId(5), 'private');
  const base = readFiles(cwd);
  const saved = parsePlan((await run(channel, '--json', '--save', '../videos.json')).stdout).missing;
  expect(saved.map(({ videoId, reason }) => [videoId, reason])).toEqual([
    [makeVideoId(2), 'unlisted'],
    [makeVideoId(5), 'private'],
  ]);
  writeFiles(cwd, { [lockfile]: base[lockfile] ?? '' });
  const replayed = await runTubematter(['diff', '--from', '../videos.json', '--json'], { cwd });
  expect([replayed.exitCode, parsePlan(replayed.stdout).missing]).toEqual([0, saved]);
});
