import { expect, test } from 'vitest';
import { makeVideoId } from '../api/resources.ts';
import { makeWorld, remove, setState, upload } from '../api/world.ts';
import { readFiles, readText } from './files.ts';
import { leadTo, makeFolder, runTubematter, startApi } from './run.ts';

const ids = [0, 70, 71].map(makeVideoId);

/** 120 videos on three pages of the list. */
async function importChannel(...args: string[]) {
  const world = makeWorld(120);
  const api = await startApi({ world });
  const cwd = makeFolder({ 'tubematter.config.yaml': 'channel: "@sample"\n' });
  const run = async (...args: string[]) => {
    api.forget();
    const outcome = await runTubematter([...args, '--json'], { cwd, env: leadTo(api) });
    return { ...outcome, plan: JSON.parse(outcome.stdout), units: api.units() };
  };
  const first = await run('import', ...args);
  expect([first.exitCode, first.units]).toEqual([0, 7]);
  return { world, cwd, run };
}

/** On Sundays (UTC) all is listed. */
const isSunday = () => new Date().getUTCDay() === 0;
const quick = (units: number, full: number) => (isSunday() ? full : units);

test('a night without news reads the newest page of the list alone; --refresh list reads all of it', async () => {
  const { cwd, run } = await importChannel();
  const before = readFiles(cwd);
  for (const command of ['import', 'diff']) {
    expect(await run(command)).toMatchObject({ exitCode: 0, units: quick(5, 7), plan: { changes: [] } });
  }
  expect(await run('import', '--refresh', 'list')).toMatchObject({ units: 7, plan: { changes: [] } });
  expect(readFiles(cwd)).toEqual(before);
});

test('a snapshot that an import saves is that of a full listing, and costs no more than the night', async () => {
  const { world, cwd, run } = await importChannel();
  remove(world, ids[0] ?? '');
  setState(world, ids[2] ?? '', 'private');
  await run('import');
  expect(await run('import', '--save', 'night.json')).toMatchObject({ exitCode: 0, units: quick(6, 8) });
  expect(await run('import', '--save', 'full.json', '--refresh', 'list')).toMatchObject({ exitCode: 0 });
  expect(readText(cwd, 'night.json')).toBe(readText(cwd, 'full.json'));
});

test('a new, a changed, a removed and a private video are found in the night of the change', async () => {
  const { world, cwd, run } = await importChannel();
  upload(world, 900, { title: 'A new one' });
  const retitled = world.videos.get(ids[1] ?? '');
  if (retitled) retitled.resource.snippet.title = 'Another title';
  const changed = await run('import');
  expect(changed).toMatchObject({ exitCode: 0, units: quick(6, 7) });
  expect(changed.plan.changes.map(({ videoId }: { videoId: string }) => videoId).sort()).toEqual(
    [makeVideoId(900), ids[1]].sort(),
  );
  remove(world, ids[0] ?? '');
  setState(world, ids[2] ?? '', 'private');
  const { plan } = await run('import');
  expect(plan.missing.map(({ reason }: { reason: string }) => reason).sort()).toEqual(['private', 'unknown']);
  expect(readText(cwd, 'tubematter-lock.json')).toContain(makeVideoId(900));
});

test('videos that a filter keeps out are known too, and join once it lets them in', async () => {
  const { run } = await importChannel('--since', '2023-12-30');
  const again = await run('import', '--since', '2023-12-30');
  expect(again).toMatchObject({ units: quick(5, 7), plan: { changes: [] } });
  const all = await run('import');
  expect(all.units).toBe(quick(5, 7));
  expect(all.plan.changes.length).toBeGreaterThan(50);
});
