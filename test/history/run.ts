import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { SeenVideo } from './channel.ts';
import { checkGivenUrl, checkLedger, describeNeighbour, type UrlHistory } from './ledger.ts';
import { listFields, type Memory, rememberFields, youtubeValue } from './memory.ts';
import { listOf } from './page-text.ts';
import { perform } from './perform.ts';
import { type Case, checkConflicts, checkFields, checkText, checkWords } from './promises.ts';
import type { Step } from './steps.ts';
import { findOwnUrl, fold } from './urls.ts';
import {
  type FoundPage,
  importChannel,
  lockOf,
  makeWorld,
  type Pages,
  readPages,
  seeVideos,
  stampFiles,
  templateOf,
  type World,
} from './world.ts';

/** What a test knows of a page beside its text. */
interface PageRecord extends UrlHistory {
  /** As the last import left it. */
  left: FoundPage;
  /** The fields that a person touched, and their last word; undefined: deleted. */
  words: Map<string, unknown>;
}

/** What a history leads to. */
export interface Outcome {
  world: World;
  records: Map<string, PageRecord>;
}

/** Lets a history happen in a folder, and checks every promise after each import and at the end. */
export async function liveHistory(folder: string, videoCount: number, steps: Step[]): Promise<Outcome> {
  const world = makeWorld(folder, videoCount);
  const memories = new Map<string, Memory>();
  const records = new Map<string, PageRecord>();
  for (const step of [...steps, { does: 'import' }] satisfies Step[]) {
    if (step.does === 'import') await importAndCheck(world, memories, records, true);
    else if (step.does === 'import a part') await importAndCheck(world, memories, records, false);
    else perform(world, memories, step);
  }
  return { world, records };
}

async function importAndCheck(
  world: World,
  memories: Map<string, Memory>,
  records: Map<string, PageRecord>,
  complete: boolean,
): Promise<void> {
  const videos = seeVideos(world, complete);
  const found = readPages(world);
  const lockBefore = existsSync(lockOf(world)) ? readFileSync(lockOf(world), 'utf8') : '';
  const { exitCode, plan } = await importChannel(world, complete);
  expect({ exitCode, problems: plan.problems }).toEqual({ exitCode: complete ? 0 : 3, problems: [] });
  const after = readPages(world);
  world.earlier = { lock: lockBefore, memories: new Map(memories) };

  for (const [id] of records) if (!found.has(id)) records.delete(id);
  for (const video of videos) {
    const [pageBefore, pageAfter, memory] = [
      found.get(video.id),
      after.get(video.id),
      memories.get(video.id),
    ];
    const mayExist = pageBefore !== undefined || (video.standing === 'listed' && !memory);
    expect(pageAfter !== undefined, `a page of ${video.id}`).toBe(mayExist);
    if (!pageAfter) continue;
    const neighbours = describeNeighbours(world, found, after, video.id);
    const record = records.get(video.id) ?? {
      left: pageAfter,
      words: new Map(),
      published: [],
      pruned: new Set(),
    };
    checkGivenUrl({ config: world.config, found: pageBefore, after: pageAfter }, neighbours);
    if (pageBefore) {
      const page: Case = {
        video,
        config: world.config,
        left: records.get(video.id)?.left,
        found: pageBefore,
        after: pageAfter,
        memory,
        plan,
      };
      checkText(page);
      checkWords(page, record.words);
      checkFields(page);
      checkConflicts(page);
      checkLedger(page, record, neighbours);
    } else checkNewPage(world, video, pageAfter, record);
    records.set(video.id, { ...record, left: pageAfter });
  }
  for (const video of videos) remember(world, memories, found.get(video.id), after.get(video.id), video);
  await checkRest(world, complete);
}

/** An import of what was imported just now touches nothing. */
async function checkRest(world: World, complete: boolean): Promise<void> {
  const before = stampFiles(world);
  const { exitCode, plan } = await importChannel(world, complete);
  expect({ exitCode, changes: plan.changes, conflicts: plan.conflicts, clashes: plan.clashes }).toEqual({
    exitCode: complete ? 0 : 3,
    changes: [],
    conflicts: [],
    clashes: [],
  });
  expect(stampFiles(world)).toEqual(before);
}

function describeNeighbours(world: World, found: Pages, after: Pages, id: string) {
  return [...after]
    .filter(([other]) => other !== id)
    .map(([other, page]) => describeNeighbour(found.get(other), page, templateOf(world.config)));
}

function checkNewPage(world: World, video: SeenVideo, page: FoundPage, record: PageRecord): void {
  const { id } = video;
  expect(page.path).toBe(`${id}/index.md`);
  for (const { key } of listFields(world.config)) {
    if (key === 'slug') continue;
    expect(page.data[key], key).toEqual(youtubeValue(key, video, world.config) ?? false);
  }
  const own = findOwnUrl(page.data, templateOf(world.config));
  if (own !== null) record.published.push(own);
  for (const url of record.published) {
    const holds = (key: string) => listOf(page.data[key]).some((entry) => fold(String(entry)) === fold(url));
    if (!fold(url).includes(id.toLowerCase()))
      expect(holds('aliasesArchive'), `${url} is archived`).toBe(true);
  }
}

function remember(
  { config }: World,
  memories: Map<string, Memory>,
  found: FoundPage | undefined,
  after: FoundPage | undefined,
  video: SeenVideo,
): void {
  const { id } = video;
  const memory = memories.get(id);
  if (!after) return;
  const isListed = video.standing === 'listed';
  const isFlaggedNow =
    config.missing === 'flag' &&
    ['absent', 'deleted', 'private'].includes(video.standing) &&
    after.data['unavailable'] === true;
  if (!isListed && !memory && !isFlaggedNow) return;
  memories.set(id, {
    url: findOwnUrl(after.data, templateOf(config)),
    archive: listOf(after.data['aliasesArchive']),
    fields: isListed ? rememberFields(video, config, found, after, memory) : (memory?.fields ?? new Map()),
    aliases: new Set([
      ...(memory?.aliases ?? []),
      ...[found, after].flatMap((page) => listOf(page?.data['aliases']).map((url) => fold(String(url)))),
    ]),
    isFlagged: !isListed && video.standing !== 'filtered' && (isFlaggedNow || (memory?.isFlagged ?? false)),
    // An import that does not bring the video cannot tell which of two lines was right.
    isDoubtful: !isListed && (memory?.isDoubtful ?? false),
  });
}
