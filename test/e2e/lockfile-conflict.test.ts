import { expect, test } from 'vitest';
import { makeVideoId } from '../api/resources.ts';
import { listPages, readText, writeFiles } from './files.ts';
import { makeFolder, runTubematter } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

const lockfile = 'tubematter-lock.json';
const channel = 'channel.json';

/** Joins two lockfiles as git leaves them where both sides changed a line. */
function leaveConflict(ours: string, theirs: string): string {
  const others = theirs.split('\n');
  return ours
    .split('\n')
    .map((line, at) =>
      line === others[at] ? line : `<<<<<<< HEAD\n${line}\n=======\n${others[at]}\n>>>>>>> night`,
    )
    .join('\n');
}

test('where git left a conflict in the lockfile, what either side wrote follows YouTube, and only edits stay', async () => {
  const titles = (...of: string[]) => makeSnapshot(of.map((title) => ({ title })));
  const cwd = makeFolder({ [channel]: titles('One a', 'Two a', 'Three a', 'Four a') });
  const run = async () => {
    const { exitCode, stderr } = await runTubematter(['import', '--from', channel], { cwd });
    expect(exitCode).toBe(0);
    return stderr;
  };
  await run();
  const ours = readText(cwd, lockfile);
  writeFiles(cwd, { [channel]: titles('One b', 'Two b', 'Three b', 'Four a') });
  await run();
  const pages = listPages(cwd).sort();
  const edit = (number: number, from: string, to: string) => {
    const path = pages.find((name) => name.includes(makeVideoId(number))) ?? '';
    writeFiles(cwd, { [path]: readText(cwd, path).replace(`title: ${from}`, `title: ${to}`) });
  };
  edit(1, 'Two b', 'Two a');
  edit(2, 'Three b', 'My own');
  writeFiles(cwd, {
    [lockfile]: leaveConflict(ours, readText(cwd, lockfile)),
    [channel]: titles('One c', 'Two c', 'Three c', 'Four c'),
  });
  expect(await run()).toBe(
    `The lockfile ${lockfile} is damaged (a merge conflict is left in it, from line 2 on). What it does not tell any more counts as your edit; an import rewrites it.\n`,
  );
  const found = pages.map((path) => /^title: (.*)$/m.exec(readText(cwd, path))?.[1]);
  expect(found).toEqual(['One c', 'Two c', 'My own', 'Four c']);
  expect(await run()).toBe('');
});
