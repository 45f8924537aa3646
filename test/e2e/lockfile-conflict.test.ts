import { expect, test } from 'vitest';
import { makeVideoId } from '../api/resources.ts';
import { listPages, readText, writeFiles } from './files.ts';
import { makeFolder, runTubematter } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

const lockfile = 'tubematter-lock.json';
const channel = 'channel.json';

/** Joins two lockfiles where both sides changed a line. */
function join(ours: string, theirs: string, leave: (line: string, other: string) => string): string {
  const others = theirs.split('\n');
  return ours
    .split('\n')
    .map((line, at) => (line === others[at] ? line : leave(line, others[at] ?? '')))
    .join('\n');
}

test.each<[how: string, leave: (line: string, other: string) => string, told: string]>([
  [
    'as a conflict',
    (line, other) => `<<<<<<< HEAD\n${line}\n=======\n${other}\n>>>>>>> night`,
    `The lockfile ${lockfile} is damaged (a merge conflict is left in it, from line 2 on). What it does not tell any more counts as your edit; an import rewrites it.\n`,
  ],
  ['as the recipes do', (line, other) => `${line}\n${other}`, ''],
])(
  'where git left both sides in the lockfile, %s, what either wrote follows YouTube, and only edits stay',
  async (_, leave, told) => {
    const titles = (...of: string[]) => makeSnapshot(of.map((title) => ({ title })));
    const config = "fields: { slug: false }\nurls: { page: '/v/{videoId}' }\n";
    const cwd = makeFolder({
      'tubematter.config.yaml': config,
      [channel]: titles('One a', 'Two a', 'Three a', 'Four a', 'Five a'),
    });
    const run = async () => {
      const { exitCode, stderr } = await runTubematter(['import', '--from', channel], { cwd });
      expect(exitCode).toBe(0);
      return stderr;
    };
    await run();
    const ours = readText(cwd, lockfile);
    writeFiles(cwd, { [channel]: titles('One b', 'Two b', 'Three b', 'Four a', 'Five b') });
    await run();
    const pages = listPages(cwd).sort();
    const edit = (number: number, from: string, to: string) => {
      const path = pages.find((name) => name.includes(makeVideoId(number))) ?? '';
      writeFiles(cwd, { [path]: readText(cwd, path).replace(`title: ${from}`, `title: ${to}`) });
    };
    edit(1, 'Two b', 'Two a');
    edit(2, 'Three b', 'My own');
    writeFiles(cwd, {
      [lockfile]: join(ours, readText(cwd, lockfile), leave),
      [channel]: titles('One c', 'Two c', 'Three c', 'Four c', 'Five b'),
    });
    expect(await run()).toBe(told);
    const found = pages.map((path) => /^title: (.*)$/m.exec(readText(cwd, path))?.[1]);
    expect(found).toEqual(['One c', 'Two c', 'My own', 'Four c', 'Five b']);
    expect(readText(cwd, lockfile).match(/^"/gm)).toHaveLength(5);
    const settled = readText(cwd, lockfile);
    expect([await run(), readText(cwd, lockfile)]).toEqual(['', settled]);
    // What it holds of the fifth is what the page has.
    expect(settled).toMatch(/"title":"Five b"/);
  },
);
