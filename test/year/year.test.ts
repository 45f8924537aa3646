import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { repository } from '../action/place.ts';
import { branch, makeSite, type Site } from './site.ts';

/** The pictures of the documents, and of which weeks they are. */
const pictures: [name: string, week: number][] = Object.entries(
  JSON.parse(readFileSync(join(repository, 'test/year/pictures.json'), 'utf8')),
);
/** The text of each week's request. */
const texts = new Map<number, string>();

/** What a year is to keep: of each page lines that must stand in it whatever comes, and pages that must not come back. */
interface Promises {
  lines: Map<string, string>;
  refused: Set<string>;
}

interface Week {
  does: string;
  /** What happens before the night of the week; the night itself, if it is not the usual one. */
  run(site: Site, promises: Promises): Promise<void> | void;
  /** The title of the request after it; null: none is open. */
  title?: string | null;
  /** Whether it is merged at the end of the week. */
  isMerged?: boolean;
}

const usual: Week['run'][] = [
  (site) => void site.upload('A talk about wheels'),
  (site) => site.retitle(site.video(1), `Truing a wheel, take ${site.requests().length}`),
  (site) => site.describe(site.video(2), `Seen ${site.requests().length} times.`),
];

/** Weeks in which something else happens, by their numbers. */
const special: Record<number, Week> = {
  4: { does: 'nothing happens', run: () => {}, title: null },
  6: {
    does: 'a video is deleted: that is told once',
    run: (site) => site.setState(site.video(5), 'deleted'),
    title: 'Videos: 1 gone',
  },
  7: { does: 'and not again', run: () => {}, title: null },
  8: {
    does: 'a request stays open over three nights',
    run: async (site) => {
      site.upload('First night');
      await goWell(site);
      expect(site.openRequest()).toMatchObject({ title: 'Videos: 1 new', comments: [] });
      site.retitle(site.video(0), 'Moved in the second night');
      await goWell(site);
      expect(site.openRequest()?.title).toBe('Videos: 1 new, 1 changed');
      expect(site.openRequest()?.comments).toEqual([expect.stringContaining('Moved in the second night')]);
      const before = site.git('rev-parse', `origin/${branch}`);
      await goWell(site);
      expect(site.git('rev-parse', `origin/${branch}`)).toBe(before);
      expect(site.openRequest()?.comments).toHaveLength(1);
    },
    title: 'Videos: 1 new, 1 changed',
  },
  10: {
    does: 'a person edits a page on the branch, and YouTube changes another value of it',
    run: async (site, { lines }) => {
      site.retitle(site.video(3), 'A new name for three');
      await goWell(site);
      site.workOn(branch, () => site.setKey(site.video(3), 'description', 'In our own words.'));
      lines.set(site.video(3), 'description: In our own words.');
      site.retitle(site.video(3), 'A newer name for three');
    },
    title: 'Videos: 1 changed',
  },
  11: {
    does: 'YouTube changes what a person wrote: a conflict, which is told and changes no page',
    run: (site) => site.describe(site.video(3), 'In the words of YouTube.'),
    title: 'Videos: 1 conflict',
  },
  12: {
    does: 'a change is refused: the line is restored on the branch',
    run: async (site, { lines }) => {
      site.describe(site.video(4), 'Nobody wants this text.');
      await goWell(site);
      const [kept = ''] = /^description: .*$/m.exec(site.git('show', `origin/main:${pathOf(site, 4)}`)) ?? [];
      site.workOn(branch, () =>
        site.setKey(site.video(4), 'description', kept.slice('description: '.length)),
      );
      lines.set(site.video(4), kept);
      site.upload('After the refusal');
    },
  },
  14: {
    does: 'a page is refused: it is deleted on the branch',
    run: async (site, { refused }) => {
      const id = site.upload('Nobody wants this page');
      site.upload('But this one');
      await goWell(site);
      site.workOn(branch, () => void site.git('rm', '--quiet', '-r', site.findPage(id) ?? ''));
      refused.add(id);
    },
  },
  16: {
    does: "a person's branch is merged while the request is open",
    run: async (site, { lines }) => {
      site.retitle(site.video(1), 'Truing a wheel at night');
      await goWell(site);
      site.workOn('main', () => site.setKey(site.video(2), 'title', 'By hand on main'));
      lines.set(site.video(2), 'title: By hand on main');
    },
    title: 'Videos: 1 changed',
  },
  18: {
    does: "a person's branch begins before the request, and is merged after it",
    run: async (site, { lines }) => {
      site.workOn(
        'person',
        () => site.setKey(site.video(1), 'description', 'By hand on a branch'),
        'origin/main',
      );
      site.retitle(site.video(0), 'Merged before the branch of a person');
      await goWell(site);
      site.gh('pr', 'merge', String(site.openRequest()?.number), '--squash', '--delete-branch');
      site.workOn('main', () => void site.git('merge', '--quiet', '--no-edit', 'origin/person'));
      lines.set(site.video(1), 'description: By hand on a branch');
    },
    title: null,
  },
  20: {
    does: 'a video is uploaded again: its page takes the new id, and keeps its URLs',
    run: async (site, { refused, lines }) => {
      site.setState(site.video(0), 'deleted');
      const again = site.upload('Merged before the branch of a person');
      await goWell(site);
      expect(site.openRequest()?.body).toContain('### Uploaded again?');
      site.workOn(branch, () => {
        const [old, fresh] = [site.findPage(site.video(0)), site.findPage(again)];
        expect([old, fresh]).not.toContain(null);
        site.git('rm', '--quiet', '-r', '-f', fresh ?? '');
        site.setKey(site.video(0), 'videoId', again);
      });
      refused.add(site.video(0));
      lines.set(again, `videoId: ${again}`);
    },
  },
  22: {
    does: 'a merged change is taken back: the value is set back on main',
    run: async (site, { lines }) => {
      site.describe(site.video(6), 'A text that is regretted.');
      await goWell(site);
      site.gh('pr', 'merge', String(site.openRequest()?.number), '--squash', '--delete-branch');
      site.workOn('main', () => site.setKey(site.video(6), 'description', 'The text of before.'));
      lines.set(site.video(6), 'description: The text of before.');
    },
    title: null,
  },
  24: {
    does: 'a merged change is reverted with git: it comes once more, and is refused',
    run: async (site, { lines }) => {
      site.describe(site.video(7), 'Reverted.');
      await goWell(site);
      const [kept = ''] = /^description: .*$/m.exec(site.git('show', `origin/main:${pathOf(site, 7)}`)) ?? [];
      site.gh('pr', 'merge', String(site.openRequest()?.number), '--squash', '--delete-branch');
      site.workOn('main', () => void site.git('revert', '--no-edit', 'HEAD'));
      await goWell(site);
      expect(site.openRequest()?.title).toBe('Videos: 1 changed');
      site.workOn(branch, () =>
        site.setKey(site.video(7), 'description', kept.slice('description: '.length)),
      );
      lines.set(site.video(7), kept);
    },
  },
  26: {
    does: 'a request is closed: that only postpones',
    run: async (site) => {
      site.upload('Postponed');
      await goWell(site);
      site.gh('pr', 'close', String(site.openRequest()?.number));
      site.upload('And one more');
    },
    title: 'Videos: 2 new',
  },
  28: {
    does: 'both sides change one page: a person is needed, and told which page',
    run: async (site, { lines }) => {
      site.upload('Meanwhile');
      site.retitle(site.video(8), 'A name from YouTube');
      await goWell(site);
      site.workOn('main', () => site.setKey(site.video(8), 'title', 'A name from main'));
      const { failed, stdout } = await site.night();
      expect([failed, stdout]).toEqual([
        true,
        expect.stringContaining(`::error title=Conflict::${pathOf(site, 8)} `),
      ]);
      expect(site.issues()).toMatchObject([{ state: 'open' }]);
      site.workOn(branch, () => {
        expect(() => site.git('merge', '--quiet', 'origin/main')).toThrow();
        site.git('checkout', '--quiet', '--theirs', pathOf(site, 8));
        site.git('add', '--all');
        // The other lines of the page are those of the branch.
      });
      lines.set(site.video(8), 'title: A name from main');
    },
  },
  30: {
    does: 'a video becomes private',
    run: (site) => site.setState(site.video(9), 'private'),
    title: 'Videos: 1 gone',
  },
  31: { does: 'and public again', run: (site) => site.setState(site.video(9), 'public') },
  34: {
    does: 'the quota ends early: no issue, and the next night goes on',
    run: async (site) => {
      site.upload('Late');
      site.setQuota(1);
      const { failed } = await site.night();
      expect([failed, site.issues().filter(({ state }) => state === 'open')]).toEqual([true, []]);
      site.setQuota(Number.POSITIVE_INFINITY);
    },
    title: 'Videos: 1 new',
  },
  36: {
    does: 'a night fails twice: one issue, which the next good one closes',
    run: async (site) => {
      for (const _ of [1, 2]) expect((await site.night('wrong')).failed).toBe(true);
      expect(site.issues().map(({ state }) => state)).toEqual(['closed', 'open']);
    },
    title: null,
  },
  38: {
    does: 'a person imports on main while the request is open: both sides changed the lockfile',
    run: async (site) => {
      site.describe(site.video(6), 'Never to be seen, since the page is edited.');
      site.retitle(site.video(10), 'Changed on the branch');
      await goWell(site);
      await site.importByHand(() => site.retitle(site.video(11), 'Changed on main'));
      site.upload('And a neighbour');
    },
  },
  40: {
    does: 'a premiere is announced: mere bookkeeping of the lockfile',
    run: (site) => void site.announce('Soon'),
    title: null,
  },
  42: {
    does: 'a person moves the file of a page on main which the request changes',
    run: async (site, { lines }) => {
      site.describe(site.video(8), 'Changed before its file moved.');
      await goWell(site);
      site.workOn('main', () => {
        const folder = dirname(pathOf(site, 8));
        site.git('mv', folder, `${folder}-moved`);
      });
      site.describe(site.video(8), 'Changed after its file moved.');
      lines.set(site.video(8), 'description: Changed after its file moved.');
    },
    title: 'Videos: 1 changed',
  },
  44: {
    does: 'a change that moved a page is reverted with git: the URL that was live meanwhile comes back',
    run: async (site) => {
      site.retitle(site.video(1), 'Live for a week only');
      await goWell(site);
      site.gh('pr', 'merge', String(site.openRequest()?.number), '--squash', '--delete-branch');
      await site.build();
      site.workOn('main', () => void site.git('revert', '--no-edit', 'HEAD'));
      site.retitle(site.video(1), 'Truing a wheel for good');
    },
    title: 'Videos: 1 changed',
  },
};

test('a year of a site', { timeout: 3_600_000 }, async () => {
  const site = await makeSite();
  const promises: Promises = { lines: new Map(), refused: new Set() };
  await goWell(site);
  expect(site.openRequest()?.title).toBe('Videos: 6 new');
  await merge(site, promises, 0);
  for (let week = 1; week <= 52; week += 1) {
    const { does, run, title } = special[week] ?? { does: 'the usual', run: usual[week % usual.length] };
    const label = `week ${week}: ${does}`;
    try {
      await run?.(site, promises);
      await goWell(site);
      const open = site.openRequest();
      if (title !== undefined) expect(open?.title ?? null).toBe(title);
      if (open) await merge(site, promises, week);
      else await site.build();
      keep(site, promises);
    } catch (error) {
      if (error instanceof Error) error.message = `${label}: ${error.message}`;
      throw error;
    }
  }
  const folder = process.env['YEAR_TEXTS'];
  if (folder) for (const [week, text] of texts) writeFileSync(join(folder, `week-${week}.md`), text);
  else for (const [name, week] of pictures) comparePicture(name, texts.get(week) ?? '');
  // At rest in the end: the site is as the channel is.
  expect(await site.findDrift()).toBe('Videos: nothing new');
  expect(site.requests().filter(({ state }) => state === 'open')).toEqual([]);
  expect(site.issues().map(({ state }) => state)).toEqual(['closed', 'closed']);
});

/** A picture of the documents has the text of its week, but for dates. */
function comparePicture(name: string, text: string): void {
  const svg = readFileSync(join(repository, 'docs', `${name}.svg`), 'utf8');
  const [, drawn = ''] = /<desc>(.*)<\/desc>/s.exec(svg) ?? [];
  const read = (words: string) => words.replace(/\d{4}-\d\d-\d\d/g, 'a date');
  const message = `docs/${name}.svg is out of date: run npm run requests`;
  expect(read(drawn.replaceAll('&lt;', '<').replaceAll('&amp;', '&')), message).toBe(read(text));
}

/** A night as it should be. Every request's text has its title for its first line, and fits. */
async function goWell(site: Site): Promise<void> {
  const { failed, stdout, stderr } = await site.night();
  expect([failed, stdout + stderr]).toEqual([false, expect.not.stringMatching(/amaged/)]);
  const open = site.openRequest();
  if (open) expect(open.body.startsWith(`# ${open.title}\n`)).toBe(true);
}

/** Each way in which GitHub merges has its turn. */
async function merge(site: Site, promises: Promises, week: number): Promise<void> {
  const way = ['--squash', '--merge', '--rebase'][week % 3] ?? '';
  const end = week % 2 === 0 ? ['--delete-branch'] : [];
  const request = site.openRequest();
  texts.set(week, request?.body ?? '');
  site.gh('pr', 'merge', String(request?.number), way, ...end);
  await site.build();
  keep(site, promises);
}

function keep(site: Site, { lines, refused }: Promises): void {
  for (const [id, line] of lines) expect(site.readPage(id)?.split('\n'), `the page of ${id}`).toContain(line);
  for (const id of refused) expect(site.findPage(id)).toBe(null);
}

function pathOf(site: Site, number: number): string {
  return site.findPage(site.video(number)) ?? `no page of video ${number}`;
}
