import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Problem } from '../../src/model/problem.ts';
import type { SeenVideo } from './channel.ts';
import { listFields, youtubeValue } from './fields.ts';
import { isImported, isLeft, listPaths, type Memory, remember, rememberRefused } from './memory.ts';
import { hasAnchor, listOf } from './page-text.ts';
import { perform } from './perform.ts';
import * as promises from './promises.ts';
import { type Reupload, uploadAgain } from './reuploads.ts';
import type { Step } from './steps.ts';
import {
  describeNeighbour,
  describeRemovedPage,
  describeUrls,
  hasHistory,
  learnLeftUrls,
  learnRefusedUrls,
  learnUrls,
  readUrls,
  takeNewId,
  type UrlCase,
  type UrlHistory,
} from './url-history.ts';
import * as urlPromises from './url-promises.ts';
import { fold } from './urls.ts';
import {
  checkSite,
  type FoundPage,
  importChannel,
  lockfileOf,
  makeWorld,
  type Pages,
  type PlanJson,
  readPages,
  seeVideos,
  stampFiles,
  type World,
} from './world.ts';

/** What a test knows of a page beside its text. */
interface PageRecord extends UrlHistory {
  /** As the last import left it; undefined where there was none yet. */
  left: FoundPage | undefined;
  words: promises.Words;
}

/** One import, with what was known before it. */
interface Import {
  world: World;
  found: Pages;
  after: Pages;
  plan: PlanJson;
  memories: Map<string, Memory>;
  records: Map<string, PageRecord>;
  refused: Set<string>;
  reupload: Reupload | undefined;
}

/** Lets a history happen in a folder, and checks every promise after each import and at the end. */
export async function liveHistory(folder: string, videoCount: number, steps: Step[]): Promise<void> {
  const world = makeWorld(folder, videoCount);
  const memories = new Map<string, Memory>();
  const records = new Map<string, PageRecord>();
  for (const step of [...steps, { does: 'import' }] satisfies Step[]) {
    const isImport = step.does === 'import' || step.does === 'import a part';
    if (isImport) await importAndCheck(world, memories, records, step.does === 'import');
    else if (step.does === 'upload again') await uploadAndCheck(world, memories, records, step);
    else perform(world, memories, step);
  }
}

async function uploadAndCheck(
  world: World,
  memories: Map<string, Memory>,
  records: Map<string, PageRecord>,
  step: Extract<Step, { does: 'upload again' }>,
): Promise<void> {
  const reupload = uploadAgain(world, memories, step);
  if (!reupload) return;
  const { formerId, id } = reupload;
  const record = records.get(formerId);
  const { aliases } = record?.left?.data ?? {};
  if (record) records.set(id, { ...record, ...takeNewId(record, formerId, listOf(aliases)) });
  records.delete(formerId);
  await importAndCheck(world, memories, records, true, reupload);
  // An earlier lockfile would not know the new id.
  world.earlier = { lockfile: readFileSync(lockfileOf(world), 'utf8'), memories: new Map(memories) };
}

async function importAndCheck(
  world: World,
  memories: Map<string, Memory>,
  records: Map<string, PageRecord>,
  complete: boolean,
  reupload?: Reupload,
): Promise<void> {
  const videos = seeVideos(world, complete);
  const found = readPages(world);
  const lockfile = existsSync(lockfileOf(world)) ? readFileSync(lockfileOf(world), 'utf8') : '';
  const { exitCode, plan } = await importChannel(world, complete);
  const former = plan.problems.filter(({ code }) => reupload && code === 'former-body');
  const refused = namesRefusedPages(plan, found, former);
  expect(exitCode).toBe(findExitCode(complete, refused.size + former.length));
  const after = readPages(world);
  world.earlier = { lockfile, memories: new Map(memories) };

  for (const [id] of records) if (!found.has(id)) records.delete(id);
  for (const video of videos)
    checkVideo(video, { world, found, after, plan, memories, records, refused, reupload });
  promises.forgetsFormerIds(after, plan);
  let areRecognised = false;
  for (const video of videos) {
    const [before, now, memory] = [found.get(video.id), after.get(video.id), memories.get(video.id)];
    const held = listHeld(plan, video);
    const page = now && { video, config: world.config, found: before, after: now, memory, held };
    const isRefused = before && refused.has(video.id);
    const known = isRefused ? rememberRefused(memory, before, world.config) : page && remember(page);
    if (known) memories.set(video.id, known);
    if (page && isLeft(page) && known?.isMade) areRecognised = true;
  }
  await keepsUrlsOfRemovedPages(world, after, memories);
  // Without its lockfile an import finds out at its end which pages are its own: only the next one updates them.
  if (!areRecognised) await restsAfterwards(world, complete, refused);
}

/** The plan names each page once that it could not edit, and has no other problem. @returns the ids of the videos */
function namesRefusedPages({ problems }: PlanJson, found: Pages, others: Problem[] = []): Set<string> {
  const refused = new Set<string>();
  for (const problem of problems.filter((problem) => !others.includes(problem))) {
    const path = problem.code === 'cannot-edit' ? problem.path : undefined;
    const [id] = [...found].find(([, page]) => page.path === path && hasAnchor(page)) ?? [];
    expect(id !== undefined && !refused.has(id), `a problem: ${JSON.stringify(problem)}`).toBe(true);
    if (id !== undefined) refused.add(id);
  }
  return refused;
}

function findExitCode(complete: boolean, problemCount: number): number {
  if (!complete) return 3;
  return problemCount > 0 ? 1 : 0;
}

/** Each URL that the lockfile knows of a removed page is served, redirected or covered, or `check` warns of it. */
async function keepsUrlsOfRemovedPages(
  world: World,
  pages: Pages,
  memories: Map<string, Memory>,
): Promise<void> {
  const removed = [...memories].filter(([id]) => !pages.has(id));
  const urls = [...pages.values()].map((page) => readUrls(page, world.config));
  // Where only Hugo can tell what a page's URL is, the test cannot.
  if (removed.length === 0 || urls.some(({ own }) => own === null)) return;
  const served = urls.flatMap(({ own, aliases }) => [own ?? '', ...aliases]).map(fold);
  const covered = Object.keys(world.config.urls?.gone ?? {});
  const warnings = (await checkSite(world)).filter(({ code }) => code === 'removed-page');
  for (const [id, memory] of removed) {
    const named = warnings.filter(({ message }) => message.includes(`removed page of ${id}`));
    const warned = named.map(({ message }) => fold(/serves (.*), which/.exec(message)?.[1] ?? ''));
    const alive = new Set([...served, ...covered]);
    for (const url of listPaths(memory)) {
      const isTold = alive.has(url) || warned.includes(url) || memory.isDoubtful;
      expect(isTold, `${url} of the removed page of ${id} is served, covered or warned of`).toBe(true);
    }
    expect(
      warned.filter((url) => alive.has(url)),
      'warned of, though they lead somewhere',
    ).toEqual([]);
  }
}

function checkVideo(
  video: SeenVideo,
  { world, found, after, plan, memories, records, refused, reupload }: Import,
): void {
  const { config } = world;
  const [before, now, memory] = [found.get(video.id), after.get(video.id), memories.get(video.id)];
  const mayExist = before !== undefined || (video.standing === 'listed' && !isImported(memory));
  expect(now !== undefined, `a page of ${video.id}`).toBe(mayExist);
  if (!now) return;

  const record = records.get(video.id) ?? newRecord();
  const neighbours = [...after]
    .filter(([id]) => id !== video.id)
    .map(([id, page]) => describeNeighbour(found.get(id), page, config));
  for (const [id, memory] of memories) if (!after.has(id)) neighbours.push(describeRemovedPage(id, memory));
  urlPromises.givesNoPageATakenUrl(before, now, config, neighbours);
  if (!before) {
    makesTheWholePage(video, now, world);
    const { own } = readUrls(now, config);
    urlPromises.archivesItsOwnUrl(now, video.id, config);
    records.set(video.id, { ...record, left: now, published: own === null ? [] : [own] });
    return;
  }
  const held = listHeld(plan, video);
  const formerId = reupload?.id === video.id ? reupload.formerId : undefined;
  const page = { video, config, left: record.left, found: before, after: now, memory, plan, held, formerId };
  const urls = describeUrls(page, record, neighbours);
  if (refused.has(video.id)) {
    promises.keepsEveryByte(page);
    promises.noteWords(page, record.words);
    records.set(video.id, { ...record, left: now, ...learnRefusedUrls(urls) });
    return;
  }
  if (isLeft(page)) {
    promises.keepsTheText(page);
    promises.keepsComments(page);
    promises.noteWords(page, record.words);
    promises.leavesThePage(page);
    checkLeftUrls(urls);
    records.set(video.id, { ...record, left: now, ...learnLeftUrls(urls) });
    return;
  }
  checkPage(page, record.words);
  promises.leavesOutNoMore(page, [
    ...neighbours.flatMap(({ own, lists }) => [...own, ...lists]),
    ...Object.keys(config.urls?.gone ?? {}).map(fold),
  ]);
  checkUrls(urls);
  records.set(video.id, { ...record, left: now, ...learnUrls(urls) });
}

/** What the plan says that it leaves out of a page, but for empty lists: these are the user's. */
function listHeld({ kept }: PlanJson, { id }: SeenVideo): Map<string, string> {
  const held = kept.filter(({ videoId, reason }) => videoId === id && reason !== 'empty');
  return new Map(held.flatMap(({ keys, reason }) => keys.map((key) => [key, reason])));
}

const newRecord = (): PageRecord => ({
  left: undefined,
  words: new Map(),
  published: [],
  pruned: new Set(),
  pending: [],
});

function checkPage(page: promises.Case, words: promises.Words): void {
  promises.keepsTheText(page);
  promises.keepsComments(page);
  promises.keepsTheBody(page);
  promises.noteWords(page, words);
  promises.keepsTheWords(page, words);
  promises.followsTheRules(page);
  promises.keepsItsUrl(page);
  promises.leavesOtherFields(page);
  promises.followsTheNewId(page);
  promises.flagsMissingVideos(page);
  promises.tellsConflicts(page);
}

function checkUrls(urls: UrlCase): void {
  if (!hasHistory(urls)) {
    urlPromises.leavesItsListsAlone(urls);
    return;
  }
  urlPromises.keepsTheArchive(urls);
  urlPromises.keepsTheAliases(urls);
  urlPromises.inventsNoAlias(urls);
  urlPromises.takesNoOtherPagesUrl(urls);
  urlPromises.keepsPrunedAliasesOut(urls);
  urlPromises.leavesNoUrlBehind(urls);
  urlPromises.archivesEveryUrl(urls);
  urlPromises.keepsEveryUrlAlive(urls);
}

/**
 * Nothing joins before a URL has been left; the page's own does so then. Of two lines for one page, the earlier one may tell
 * of a URL that was left, and forget that it was taken out since.
 */
function checkLeftUrls(urls: UrlCase): void {
  const isSaidToHaveLeft = urls.page.memory?.isDoubtful && urls.joined.length > 0;
  if (!hasHistory(urls) || (urls.departed.length === 0 && !isSaidToHaveLeft)) {
    urlPromises.leavesItsListsAlone(urls);
    return;
  }
  urlPromises.keepsTheArchive(urls);
  urlPromises.keepsTheAliases(urls);
  urlPromises.inventsNoAlias(urls);
  urlPromises.takesNoOtherPagesUrl(urls);
  urlPromises.leavesNoUrlBehind(urls);
  urlPromises.keepsEveryUrlAlive(urls);
}

/** A new page has every field, and lies where the config says. */
function makesTheWholePage(video: SeenVideo, page: FoundPage, { config }: World): void {
  expect(page.path).toBe(`${video.id}/index.md`);
  for (const field of listFields(config)) {
    if (field.key === 'slug') continue;
    expect(page.data[field.key], field.key).toEqual(youtubeValue(field, video, config));
  }
}

/** An import of what was imported just now touches nothing. */
async function restsAfterwards(world: World, complete: boolean, refused: Set<string>): Promise<void> {
  const before = stampFiles(world);
  const { exitCode, plan } = await importChannel(world, complete);
  const { changes, removed, conflicts, clashes } = plan;
  expect(namesRefusedPages(plan, readPages(world))).toEqual(refused);
  // What it would do to a page that cannot be edited is said each time.
  const isOther = ({ videoId }: { videoId: string }) => !refused.has(videoId);
  expect({
    exitCode,
    changes,
    removed,
    conflicts: conflicts.filter(isOther),
    clashes: clashes.filter(isOther),
  }).toEqual({
    exitCode: findExitCode(complete, refused.size),
    changes: [],
    removed: [],
    conflicts: [],
    clashes: [],
  });
  expect(stampFiles(world)).toEqual(before);
}
