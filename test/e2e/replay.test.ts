import { describe, expect, test } from 'vitest';
import { makeVideoId } from '../api/resources.ts';
import { makeWorld, setState } from '../api/world.ts';
import { listPages } from './files.ts';
import { leadTo, makeFolder, runTubematter, startApi } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

const whole = makeSnapshot([{}, {}]);
const { items } = JSON.parse(whole);
const created = /^2 created, 0 updated, .* 0 problems /;

describe.concurrent('a snapshot', () => {
  test.each([
    ['of its own', whole],
    ['that another tool saved', JSON.stringify({ items })],
  ])('%s comes through standard input, or from another command', async (_, input) => {
    const cwd = makeFolder({ 'channel.json': input });
    const piped = await runTubematter(['import', '--from', '/dev/stdin'], { cwd: makeFolder(), input });
    expect([piped.exitCode, piped.stderr, piped.stdout]).toEqual([0, '', expect.stringMatching(created)]);
    const wrapper = ['bash', '-c', 'exec "$0" "$@" --from <(cat channel.json)'];
    const substituted = await runTubematter(['import'], { cwd, wrapper });
    expect([substituted.exitCode, substituted.stdout]).toEqual([0, expect.stringMatching(created)]);
    const redirected = ['bash', '-c', 'exec "$0" "$@" --from /dev/stdin < channel.json'];
    const again = await runTubematter(['import'], { cwd, wrapper: redirected });
    expect([again.exitCode, again.stdout]).toEqual([0, expect.stringContaining('2 unchanged')]);
  });

  test('from an empty standard input is refused', async () => {
    const run = await runTubematter(['import', '--from', '/dev/stdin'], { cwd: makeFolder(), input: '' });
    expect([run.exitCode, run.stderr]).toEqual([2, expect.stringContaining('/dev/stdin is not JSON.')]);
  });

  test.each([
    [
      '50,000 tags',
      { tags: Array.from({ length: 50_000 }, (_, number) => `tag ${number}`) },
      'more than 5,000',
    ],
    ['a title of 100,000 letters', { title: 'x'.repeat(100_000) }, 'longer than 1,000 characters'],
  ])('with a video of %s makes no page of it, and the others go on', async (_, spec, detail) => {
    const cwd = makeFolder({ '../channel.json': makeSnapshot([spec, {}]) });
    const run = await runTubematter(['import', '--from', '../channel.json'], { cwd });
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toMatch(new RegExp(`${makeVideoId(0)}: its data cannot be used \\(.*${detail}`));
    expect(listPages(cwd)).toEqual([expect.stringContaining(makeVideoId(1))]);
  });
});

describe.concurrent('a video that YouTube does not know', () => {
  const unknown = 'unknown_id_';
  const args = ['--video', makeVideoId(0), '--video', unknown, '--video', makeVideoId(1)];

  test.each(['import', 'diff', 'fetch'])('is a problem of %s, and the others go on', async (command) => {
    const world = makeWorld(3);
    setState(world, makeVideoId(1), 'private');
    const api = await startApi({ world });
    const cwd = makeFolder();
    const { exitCode, stdout, stderr } = await runTubematter([command, ...args], { cwd, env: leadTo(api) });
    expect(exitCode).toBe(1);
    const lines = `${stdout}${stderr}`
      .split('\n')
      .filter((line) => line.includes('knows no video with this id'));
    for (const id of [unknown, makeVideoId(1)]) expect(lines.join('\n')).toContain(id);
    expect(listPages(cwd)).toHaveLength(command === 'import' ? 1 : 0);
    if (command === 'fetch') expect(stderr).toContain('Fetched 1 video');
  });

  test('is named when a snapshot of it is replayed', async () => {
    const api = await startApi({ world: makeWorld(3) });
    const cwd = makeFolder();
    const fetched = await runTubematter(['fetch', ...args, '--save', 'few.json'], { cwd, env: leadTo(api) });
    expect(fetched.exitCode).toBe(1);
    const replayed = await runTubematter(['import', '--from', 'few.json'], { cwd });
    expect([replayed.exitCode, replayed.stdout]).toEqual([1, expect.stringContaining(`${unknown}: YouTube`)]);
  });
});
