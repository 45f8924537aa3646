import { describe, expect, test } from 'vitest';
import { makeVideoId } from '../api/resources.ts';
import { makeWorld, setState } from '../api/world.ts';
import { readFiles, readText, writeFiles } from './files.ts';
import { parsePlan } from './plan-schema.ts';
import { leadTo, makeFolder, runTubematter, startApi } from './run.ts';

const gone = makeVideoId(4);
const lockfile = 'tubematter-lock.json';
const today = () => new Date().toISOString().slice(0, 10);
/** A page of somebody else's, whose video no import has ever seen. */
const strayId = 'stray_video';
const stray = { 'content/posts/stray.md': `---\ntitle: Stray\nvideoId: ${strayId}\n---\nWords.\n` };

/** All files, the lockfile without its first line: what is counted there changes. */
function omitHead(cwd: string, files = readFiles(cwd)): Record<string, string> {
  return { ...files, [lockfile]: (files[lockfile] ?? '').replace(/^.*\n/, '') };
}

/** A site of ten videos, and a way to run a command that tells the title of its report. */
async function startSite(config = 'content: content\n') {
  const api = await startApi({ world: makeWorld(10) });
  const cwd = makeFolder({ 'tubematter.config.yaml': `channel: '@sample'\n${config}` });
  const run = async (...args: string[]) => {
    const outcome = await runTubematter([...args, '--report', '../report.md'], { cwd, env: leadTo(api) });
    const report = readText(cwd, '../report.md');
    return { ...outcome, report, title: report.split('\n', 1)[0] };
  };
  await run('import');
  return { api, cwd, run };
}

describe.concurrent('a video that left is told once', () => {
  test.each(['deleted', 'private'] as const)('%s, and its date goes when it is back', async (state) => {
    const { api, cwd, run } = await startSite();
    const before = readFiles(cwd);
    const begun = today();
    setState(api.world, gone, state);
    // What only shows marks nothing.
    for (const command of ['diff', 'import']) {
      const { title, exitCode } = await run(command);
      expect([title, exitCode]).toEqual(['# Videos: 1 gone', 0]);
      if (command === 'diff') expect(readFiles(cwd)).toEqual(before);
    }
    const marked = readText(cwd, lockfile);
    const [, date] = new RegExp(`"gone":\\{"${gone}":"([^"]*)"\\},"pages":`).exec(marked) ?? [];
    // It may be midnight just now.
    expect([begun, today()]).toContain(date);
    expect(omitHead(cwd)).toEqual(omitHead(cwd, before));

    const second = await run('import', '--json');
    expect(second.title).toBe('# Videos: nothing new');
    expect(parsePlan(second.stdout).missing).toMatchObject([{ videoId: gone, goneSince: date }]);
    expect(readText(cwd, lockfile)).toBe(marked);

    setState(api.world, gone, 'public');
    expect((await run('import')).title).toBe('# Videos: nothing new');
    expect(omitHead(cwd)).toEqual(omitHead(cwd, before));
    expect(readText(cwd, lockfile)).not.toContain('"gone"');
  });

  test('with a listing that is cut short, the date stays', async () => {
    const { api, cwd, run } = await startSite();
    setState(api.world, gone, 'deleted');
    await run('import');
    const marked = readText(cwd, lockfile);
    const { title, exitCode } = await run('import', '--refresh', 'list', '--quota-limit', '2');
    expect([title, exitCode]).toEqual(['# Videos: listing cut short', 3]);
    expect(readText(cwd, lockfile)).toBe(marked);
  });

  test.each(['', 'existing: leave\n'])('on a page that no import knows (%j)', async (config) => {
    const { cwd, run } = await startSite(`content: content\n${config}`);
    writeFiles(cwd, stray);
    expect((await run('import')).title).toBe('# Videos: 1 gone');
    const marked = readFiles(cwd);
    expect(marked).toMatchObject(stray);
    expect((await run('import')).title).toBe('# Videos: nothing new');
    expect(readFiles(cwd)).toEqual(marked);
  });

  test('and counts as told if its page gets a flag', async () => {
    const { api, cwd, run } = await startSite('content: content\nmissing: flag\n');
    const before = readFiles(cwd);
    setState(api.world, gone, 'deleted');
    expect((await run('import')).title).toBe('# Videos: 1 gone');
    expect((await run('import')).title).toBe('# Videos: nothing new');
    setState(api.world, gone, 'public');
    expect((await run('import')).title).toBe('# Videos: 1 changed');
    expect(omitHead(cwd)).toEqual(omitHead(cwd, before));
  });
});

test('a damaged lockfile is told once', async () => {
  const { cwd, run } = await startSite();
  writeFiles(cwd, { [lockfile]: readText(cwd, lockfile).replace(/\n.*v000000003_.*\n/, '\n<<<\n') });
  expect((await run('import')).title).toBe('# Videos: lockfile damaged');
  expect((await run('import')).title).toBe('# Videos: nothing new');
});
