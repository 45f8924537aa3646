import { describe, expect, test } from 'vitest';
import { makeVideoId, type VideoSpec } from '../api/resources.ts';
import { makeWorld, sampleChannelId, upload, type World } from '../api/world.ts';
import { readFiles, readStamps, readText, writeFiles } from './files.ts';
import { leadTo, makeFolder, runTubematter, startApi } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

const strangerId = 'UCstranger_00000000000A0';
const lockfile = 'tubematter-lock.json';

/** A site that was imported from a channel of three videos, by its handle. */
async function importByHandle() {
  const world = makeWorld(3);
  const api = await startApi({ world });
  const cwd = makeFolder({ 'tubematter.config.yaml': "channel: '@sample'\n" });
  const run = (...args: string[]) => runTubematter(args, { cwd, env: leadTo(api) });
  await run('import');
  api.forget();
  return { world, api, cwd, run };
}

/** A stranger's channel with a video of its own. */
function addStranger(world: World, handle: string): void {
  const spec: VideoSpec = { id: makeVideoId(900), title: "A stranger's video" };
  const { channels, playlists, videos } = makeWorld([spec], {
    id: strangerId,
    title: 'Somebody Else',
    handle,
    username: null,
  });
  world.channels.push(...channels);
  for (const [id, list] of playlists) world.playlists.set(id, list);
  for (const [id, video] of videos) world.videos.set(id, video);
}

/** YouTube counts as many as it lists. */
const counts = '"surplus":{"list":0,"channel":0}';

function rename(world: World, handle: string): void {
  for (const channel of world.channels) if (channel.id === sampleChannelId) channel.handle = handle;
}

describe.concurrent('a channel', () => {
  test('is known to the lockfile by its id and its handle, and no news change a byte', async () => {
    const { cwd, run } = await importByHandle();
    const [first] = readText(cwd, lockfile).split('\n');
    expect(first).toBe(
      `{"version":2,"sources":{"${sampleChannelId}":{"name":"@sample",${counts}}},"pages":{`,
    );
    const stamps = readStamps(cwd);
    for (const args of [[], ['--channel', '@Sample'], ['--channel', sampleChannelId]]) {
      expect((await run('import', ...args)).exitCode).toBe(0);
      expect(readStamps(cwd)).toEqual(stamps);
    }
  });

  test.each([
    ['import', '@sample'],
    ['import', '@SAMPLE'],
    ['import --dry-run', '@sample'],
    ['import --allow-missing --save saved.json', '@sample'],
    ['diff', '@sample'],
  ])('whose handle leads to a stranger stops `%s` from %s', async (command, handle) => {
    const { world, api, cwd, run } = await importByHandle();
    rename(world, '@sample-renamed');
    addStranger(world, '@sample');
    const before = readFiles(cwd);
    const stamps = readStamps(cwd);
    const { exitCode, stdout, stderr } = await run(...command.split(' '), '--channel', handle);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(
      `${handle} now leads to another channel: ${strangerId} (Somebody Else) instead of ${sampleChannelId}.\n` +
        `If your channel has a new handle, write channel: ${sampleChannelId} in the config. If ${strangerId} is right, write channel: ${strangerId}.\n`,
    );
    expect(api.units()).toBe(1);
    expect(readFiles(cwd)).toEqual(before);
    expect(readStamps(cwd)).toEqual(stamps);
  });

  test('is known by every handle that it was ever found by', async () => {
    const { world, cwd, run } = await importByHandle();
    rename(world, '@renamed');
    for (const handle of ['@renamed', '@Renamed']) {
      expect((await run('import', '--channel', handle)).exitCode).toBe(0);
      expect(readText(cwd, lockfile)).toContain(`{"name":["@sample","@renamed"],${counts}}`);
    }
    addStranger(world, '@sample');
    const before = readFiles(cwd);
    const { exitCode, stderr } = await run('import');
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('@sample now leads to another channel')]);
    expect(readFiles(cwd)).toEqual(before);
  });

  test.each([
    ['is damaged', (text: string) => text.replace('{"version"', '{version')],
    ['is lost in a merge', (text: string) => text.replace(/^.*\n/, '')],
    ['names no source', (text: string) => text.replace(/"sources":\{.*?\}\},/, '')],
  ])('is known by its pages where the first line of the lockfile %s', async (_, damage) => {
    const { world, cwd, run } = await importByHandle();
    rename(world, '@sample-renamed');
    addStranger(world, '@sample');
    writeFiles(cwd, { [lockfile]: damage(readText(cwd, lockfile)) });
    const before = readFiles(cwd);
    for (const command of ['import', 'diff']) {
      const { exitCode, stderr } = await run(command);
      expect(exitCode).toBe(2);
      expect(stderr).toContain(`${strangerId} (Somebody Else) instead of ${sampleChannelId}.`);
    }
    expect(readFiles(cwd)).toEqual(before);
  });

  test('of a site that version 1 made, or that two channels fill, is any that its handle leads to', async () => {
    const { world, cwd, run } = await importByHandle();
    addStranger(world, '@stranger');
    const written = readText(cwd, lockfile);
    const old = written
      .replaceAll(/"sources?":(\{.*?\}\},|"UC[^"]*",?)/g, '')
      .replace('"version":2', '"version":1');
    writeFiles(cwd, { [lockfile]: old.replaceAll(',}', '}') });
    expect((await run('diff', '--channel', '@stranger')).exitCode).toBe(1);
    writeFiles(cwd, { [lockfile]: written });
    expect((await run('import', '--channel', '@stranger')).exitCode).toBe(0);
    writeFiles(cwd, { [lockfile]: readText(cwd, lockfile).replace('{"version"', '{version') });
    expect((await run('import', '--channel', '@stranger')).stdout).toContain('0 created, 0 updated');
  });

  test('whose handle leads to a stranger is imported by the id that the message names', async () => {
    const { world, cwd, run } = await importByHandle();
    rename(world, '@sample-renamed');
    addStranger(world, '@sample');
    writeFiles(cwd, { 'tubematter.config.yaml': `channel: ${sampleChannelId}\n` });
    const before = readFiles(cwd);
    expect((await run('import')).exitCode).toBe(0);
    expect(readFiles(cwd)).toEqual(before);
    writeFiles(cwd, { 'tubematter.config.yaml': `channel: ${strangerId}\n` });
    expect((await run('import')).stdout).toContain('1 created, 0 updated');
    expect(readText(cwd, lockfile)).toContain(
      `"sources":{"${sampleChannelId}":{"name":"@sample",${counts}},"${strangerId}":{${counts}}}`,
    );
  });

  test('that a snapshot found behind a handle that has changed hands stops the import as well', async () => {
    const { cwd, run } = await importByHandle();
    const snapshot = makeSnapshot([{ id: makeVideoId(900) }], {
      source: { kind: 'handle', handle: '@sample' },
      channelId: strangerId,
      channelTitle: 'Somebody Else',
    });
    writeFiles(cwd, { 'saved.json': snapshot });
    const before = readFiles(cwd);
    const { exitCode, stderr } = await run('import', '--from', 'saved.json', '--allow-missing');
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`${strangerId} (Somebody Else) instead of ${sampleChannelId}.`);
    expect(readFiles(cwd)).toEqual(before);
  });

  test('whose handle nobody knows any more is read by its id, and that is said', async () => {
    const { world, api, cwd, run } = await importByHandle();
    rename(world, '@sample-renamed');
    const before = readFiles(cwd);
    const same = await run('import');
    expect([same.exitCode, api.units()]).toEqual([0, 4]);
    expect(same.stdout).toContain('3 unchanged, 0 skipped, 0 problems (4 quota units)');
    expect(same.stderr).toContain(
      `YouTube no longer knows @sample; the channel was read by its id. Write channel: ${sampleChannelId} in the config.\n`,
    );
    expect(readFiles(cwd)).toEqual(before);
    upload(world, 50);
    expect((await run('import')).stdout).toContain('1 created');
  });
});

describe.concurrent('a source that lists none of its pages any more', () => {
  /** The channel's videos are others than the ones that were imported. */
  function replaceVideos(world: World): void {
    for (const list of world.playlists.values()) list.items = [];
    upload(world, 500);
  }

  test.each([['import'], ['import --dry-run'], ['diff']])('stops `%s`', async (command) => {
    const { world, api, cwd, run } = await importByHandle();
    replaceVideos(world);
    const before = readFiles(cwd);
    const { exitCode, stdout, stderr } = await run(...command.split(' '));
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      new RegExp(
        `${sampleChannelId} lists none of the videos of its 3 pages any more; nothing was changed\\.\n.*--allow-missing`,
      ),
    );
    // Nothing is asked about videos that will not be judged.
    expect(api.units()).toBe(3);
    expect(readFiles(cwd)).toEqual(before);
  });

  test('goes on with --allow-missing, and without it once a page of it is listed', async () => {
    const { world, run } = await importByHandle();
    replaceVideos(world);
    expect(await run('import', '--allow-missing')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('1 created'),
    });
    expect((await run('import')).exitCode).toBe(0);
  });

  test('is no other source of the site, and no part of a listing', async () => {
    const { world, cwd, run } = await importByHandle();
    addStranger(world, '@stranger');
    expect((await run('import', '--channel', '@stranger')).exitCode).toBe(0);
    writeFiles(cwd, { 'part.json': makeSnapshot([{ id: makeVideoId(600) }], { complete: false }) });
    expect((await run('import', '--from', 'part.json')).exitCode).toBe(3);
  });
});
