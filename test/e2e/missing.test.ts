import { describe, expect, test } from 'vitest';
import { makeVideoId, type VideoSpec } from '../api/resources.ts';
import { readFiles, readText, writeFiles } from './files.ts';
import { parsePlan } from './plan-schema.ts';
import { makeFolder, runTubematter } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

const videos: VideoSpec[] = Array.from({ length: 6 }, (_, number) => ({ title: `Video ${number}` }));
const pageOf = (number: number) => `content/resources/videos/${makeVideoId(number)}/index.md`;

/** A site with a page for each video, and a way to import a channel into it. */
async function importAll(config: string) {
  const cwd = makeFolder({ 'tubematter.config.yaml': config });
  const run = (snapshot: string, ...args: string[]) => {
    writeFiles(cwd, { '../channel.json': snapshot });
    return runTubematter(['import', '--from', '../channel.json', ...args], { cwd });
  };
  await run(makeSnapshot(videos));
  return { cwd, run };
}

describe.concurrent('videos that left the channel', () => {
  test('are not those of a snapshot whose data cannot be used', async () => {
    const { cwd, run } = await importAll('missing: draft\n');
    const page = readText(cwd, pageOf(5));
    const [long, ...others] = [...videos].reverse().map((video) => ({ ...video }));
    const snapshot = makeSnapshot([...others.reverse(), { ...long, title: 'x'.repeat(1200) }]);
    const { exitCode, stdout } = await run(snapshot, '--json');
    expect([exitCode, parsePlan(stdout).missing]).toEqual([1, []]);
    expect(readText(cwd, pageOf(5))).toBe(page);
    expect(readText(cwd, 'tubematter-lock.json')).not.toContain('"gone"');
  });

  test('are named with what is known of them, and nothing is written but their dates, on the first line of the lockfile', async () => {
    const { cwd, run } = await importAll('');
    const before = readFiles(cwd);
    const [gone, unknown] = [makeVideoId(4), makeVideoId(5)];
    const snapshot = makeSnapshot(videos.slice(0, 4), {
      unavailable: [{ videoId: gone, reason: 'deleted' }],
    });
    const { exitCode, stdout } = await run(snapshot, '--json');
    expect(parsePlan(stdout).missing.map(({ videoId, reason }) => [videoId, reason])).toEqual([
      [gone, 'deleted'],
      [unknown, 'not-in-snapshot'],
    ]);
    expect(exitCode).toBe(0);
    const lockfile = 'tubematter-lock.json';
    const after = readFiles(cwd);
    expect(after[lockfile]).toContain(`"gone":{"${gone}":"`);
    const rest = (text = '') => text.split('\n').slice(1);
    expect(rest(after[lockfile])).toEqual(rest(before[lockfile]));
    expect({ ...after, [lockfile]: '' }).toEqual({ ...before, [lockfile]: '' });
  });

  test('get a flag with `missing: flag`, and lose it when they come back', async () => {
    const { cwd, run } = await importAll('missing: flag\n');
    const before = readText(cwd, pageOf(5));
    expect((await run(makeSnapshot(videos.slice(0, 5)))).exitCode).toBe(0);
    expect(readText(cwd, pageOf(5))).toBe(before.replace('\n---\n', '\nunavailable: true\n---\n'));
    expect((await run(makeSnapshot(videos))).exitCode).toBe(0);
    expect(readText(cwd, pageOf(5))).toBe(before);
  });

  test('that are more than a fifth of all pages are refused, unless --allow-missing says that it is true', async () => {
    const { cwd, run } = await importAll('missing: flag\n');
    const before = readFiles(cwd);
    const snapshot = makeSnapshot([{ title: 'Another title' }, ...videos.slice(1, 4)]);
    const refused = await run(snapshot);
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toMatch(
      /would flag 2 of 6 pages as unavailable; nothing was changed\.\n.*--allow-missing/,
    );
    expect(readFiles(cwd)).toEqual(before);

    const allowed = await run(snapshot, '--allow-missing', '--json');
    expect(allowed.exitCode).toBe(0);
    expect(parsePlan(allowed.stdout).fields).toMatchObject({
      unavailable: { added: 2 },
      title: { changed: 1 },
    });
  });

  test('are nobody where the listing is incomplete', async () => {
    const { cwd, run } = await importAll('missing: flag\n');
    const before = readFiles(cwd);
    const { exitCode, stdout } = await run(makeSnapshot(videos.slice(0, 2), { complete: false }), '--json');
    expect(parsePlan(stdout)).toMatchObject({ missing: [], changes: [] });
    expect(exitCode).toBe(3);
    expect(readFiles(cwd)).toEqual(before);
  });
});
