import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeVideoId } from '../api/resources.ts';
import { writeFiles } from '../e2e/files.ts';
import { makeFolder, runTubematter } from '../e2e/run.ts';
import { makeSnapshot } from '../e2e/snapshot.ts';
import { needStrace, traceTubematter } from './strace.ts';

/** What happened to files, in this order. A failure of the power cannot be tried, but this can. */
interface Step {
  does: 'flush' | 'place';
  /** The file, or the temporary file that gets a name. */
  file: string;
  to?: string;
}

function readStep(text: string): Step[] {
  const [, flushed] = /^f(?:data)?sync\(\d+<(.*?)>\)/.exec(text) ?? [];
  if (flushed !== undefined) return [{ does: 'flush', file: flushed }];
  const [, file, to] = /^(?:rename|link)\w*\(.*?"(.*?)", .*?"(.*?)".*\) = 0$/.exec(text) ?? [];
  return file === undefined || to === undefined ? [] : [{ does: 'place', file, to }];
}

test('every file is flushed before it takes its name, and the lock comes last', async (context) => {
  needStrace(context);
  const cwd = makeFolder({ '../channel.json': makeSnapshot([{}, {}]) });
  const args = ['import', '--from', '../channel.json', '--content', 'pages'];
  expect((await runTubematter(args, { cwd })).exitCode).toBe(0);
  // One page that changes, one that stays, one that is new.
  writeFiles(cwd, { '../channel.json': makeSnapshot([{ title: 'Anew' }, {}, {}]) });
  const run = await traceTubematter(args, { cwd }, '/^(fsync|fdatasync|rename|link)');
  expect(run.exitCode).toBe(0);

  const steps = run.calls.flatMap(({ text }) => readStep(text));
  const placed = steps.filter(({ does }) => does === 'place');
  const pages = [0, 2].map((number) => join(cwd, 'pages', makeVideoId(number), 'index.md'));
  expect(placed.slice(0, -1).map(({ to }) => to)).toEqual(expect.arrayContaining(pages));
  expect(placed.at(-1)?.to).toBe(join(cwd, 'tubematter-lock.json'));
  expect(steps).toEqual(placed.flatMap((step) => [{ does: 'flush', file: step.file }, step]));
  expect(placed).toHaveLength(3);
});
