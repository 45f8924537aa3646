import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeVideoId } from '../api/resources.ts';
import { readFiles, readText, writeFiles } from './files.ts';
import { parsePlan } from './plan-schema.ts';
import { makeFolder, runTubematter } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

// What the footer of a pull request says, sentence by sentence. A branch is a folder here: what git does is known.
const pageOf = (number: number) => `content/${makeVideoId(number)}/index.md`;
const config = (title = 'until-edited') =>
  `content: content\nfields: { title: { value: '{title}', update: ${title} } }\n`;

/** A site of two videos on the default branch, and a run of the import on its branch. */
async function startSite(text = config()) {
  const cwd = makeFolder({ 'tubematter.config.yaml': text });
  const start = async (title: string, others: string[] = [], command = 'import') => {
    const titles = [title, 'The second', ...others];
    writeFiles(cwd, { '../channel.json': makeSnapshot(titles.map((title) => ({ title }))) });
    const { stdout, stderr } = await runTubematter([command, '--from', '../channel.json', '--json'], { cwd });
    return { changes: parsePlan(stdout).changes.map(({ action, title }) => `${action} ${title}`), stderr };
  };
  const run = async (...args: Parameters<typeof start>) => (await start(...args)).changes;
  await run('The first');
  return { cwd, start, run };
}

test('a line that is restored on the branch stays, unless its rule is `always`', async () => {
  for (const [rule, isRefused] of [
    ['until-edited', true],
    ['always', false],
  ] as const) {
    const { cwd, run } = await startSite(config(rule));
    const page = readText(cwd, pageOf(0));
    expect(await run('Renamed')).toEqual(['update Renamed']);
    const line = /^title: .*$/m;
    const restored = readText(cwd, pageOf(0)).replace(line, line.exec(page)?.[0] ?? '');
    writeFiles(cwd, { [pageOf(0)]: restored });
    expect(await run('Renamed')).toEqual(isRefused ? [] : ['update Renamed']);
    expect(readText(cwd, pageOf(0)) === restored).toBe(isRefused);
  }
});

test('a page that is deleted on the branch stays away', async () => {
  const { cwd, run } = await startSite();
  expect(await run('The first', ['New'])).toEqual(['create New']);
  rmSync(join(cwd, pageOf(2)));
  for (let night = 0; night < 2; night++) expect(await run('The first', ['New'])).toEqual([]);
  expect(readFiles(cwd)).not.toHaveProperty([pageOf(2)]);
});

test('without the branch, the next run offers the same changes again', async () => {
  const { cwd, run } = await startSite();
  const main = readFiles(cwd);
  const offered = await run('Renamed', ['New']);
  expect(offered).toEqual(['create New', 'update Renamed']);
  rmSync(join(cwd, pageOf(2)));
  writeFiles(cwd, Object.fromEntries(Object.entries(main).filter(([path]) => !path.endsWith('/'))));
  expect(await run('Renamed', ['New'])).toEqual(offered);
});

type Git = ReturnType<ReturnType<typeof makeGit>>;

/** A repository with the site, in which commits have a name and an address. */
function makeGit(cwd: string) {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
      cwd,
      encoding: 'utf8',
    });
  git('init', '--quiet');
  return (message: string) => {
    git('add', '--all');
    git('commit', '--quiet', '--message', message);
    return git;
  };
}

/** A site of which an import gave the first video another URL, in a commit that was reverted. */
async function startReverted(revert: (git: Git) => void = (git) => void git('revert', '--no-edit', 'HEAD')) {
  const site = await startSite('content: content\nfields: { slug: { update: until-edited } }\n');
  const { cwd, run } = site;
  const commit = makeGit(cwd);
  commit('Import');
  await run('Renamed');
  expect(readText(cwd, pageOf(0))).toContain('/videos/renamed');
  revert(commit('Videos: 1 changed'));
  expect(readText(cwd, pageOf(0))).not.toContain('/videos/renamed');
  return { ...site, commit };
}

test.each<[name: string, revert: (git: Git) => void]>([
  ['with git', (git) => void git('revert', '--no-edit', 'HEAD')],
  [
    'in a request of which one commit is made, whatever else it says',
    (git) => {
      git('revert', '--no-commit', 'HEAD');
      git('commit', '--quiet', '--message', 'Revert "Videos: 1 changed" (#3)\n\nReverts owner/site#2');
    },
  ],
])(
  'a merge that is reverted is made again, and a URL that was live only meanwhile comes back: %s',
  async (_, revert) => {
    const { cwd, start, run } = await startReverted(revert);
    expect(await run('Renamed', [], 'diff')).toEqual(['update Renamed']);

    const { stderr } = await start('Renamed once more');
    expect(stderr).toContain(
      `A reverted commit had changed the URL of 1 page; the URL of that time joins the redirects: ${pageOf(0)}.`,
    );
    const renamed = readText(cwd, pageOf(0));
    for (const url of ['the-first', 'renamed', 'renamed-once-more'])
      expect(renamed.match(new RegExp(`- /resources/videos/${url}$`, 'gm'))).toHaveLength(2);
    const after = await start('Renamed once more');
    expect([after.changes, after.stderr]).toEqual([[], '']);
  },
);

test('a URL that another page has by now does not come back, and that is said', async () => {
  const { cwd, start } = await startReverted();
  const second = readText(cwd, pageOf(1));
  writeFiles(cwd, { [pageOf(1)]: second.replace(/^slug: .*$/m, 'slug: renamed') });
  const { stderr } = await start('Renamed once more');
  expect(stderr).toBe(
    `A reverted commit had given ${pageOf(0)} the URL /resources/videos/renamed. ${pageOf(1)} has it now, so that it does not lead back.\n`,
  );
});

test('a shallow clone says that it lacks what a revert forgot, and nothing without a revert', async () => {
  const { cwd, commit } = await startReverted();
  const clone = async () => {
    const shallow = join(makeFolder(), 'site');
    execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${cwd}`, shallow]);
    const args = ['diff', '--quiet', '--from', join(cwd, '../channel.json')];
    return (await runTubematter(args, { cwd: shallow })).stderr;
  };
  expect(await clone()).toBe(
    'A commit was reverted, and this shallow clone lacks the tubematter-lock.json of before: a URL that was live only meanwhile comes back if git has the whole history (fetch-depth: 0).\n',
  );
  writeFiles(cwd, { 'README.md': 'A site.\n' });
  commit('Say what it is');
  expect(await clone()).toBe('');
});
