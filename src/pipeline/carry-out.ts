import { setImmediate } from 'node:timers/promises';
import type { Settings } from '../config/settings.ts';
import { openPageWriter, type PageWriter } from '../files/page-writer.ts';
import { removeStaleTempFiles } from '../files/temp-files.ts';
import type { BodySource, Outcome, PageChange, Plan } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';
import { renderBody } from '../plan/body-template.ts';
import { settleEntries, type Written } from '../plan/settle-entries.ts';
import { hashBody } from '../site/body-hash.ts';
import { type NewBody, type PageText, readBodyHash, renderChange, writeChange } from '../site/page-change.ts';
import { scanNewPages } from '../site/scan.ts';
import type { Context } from './context.ts';
import { writeLockfile } from './lockfile-store.ts';
import type { PlannedImport } from './plan-import.ts';
import type { Site } from './read-site.ts';

/** A signal waits until these are written. More would not be faster, and their texts would fill the heap. */
const pagesAtOnce = 32;

/**
 * Makes the text of each change, in order, and passes it on. A page that cannot be edited becomes a problem and stops no
 * other.
 *
 * @param act handles one text, several at a time; returns what went wrong, or null
 * @returns the changes that were made
 */
async function renderChanges(
  settings: Settings,
  plan: Plan,
  { signal }: Context,
  act: (text: PageText) => Promise<Problem | null> | null,
): Promise<Outcome> {
  const order = settings.rules.fields.map(({ key }) => key);
  // By their places in the plan: which page is written first is chance.
  const changes: PageChange[] = [];
  const problems: Problem[] = [];
  const make = async (change: PageChange, at: number) => {
    const body = change.body && makeBody(change.body, settings);
    const rendered = renderChange(settings.content, change, body, order, settings.style);
    const problem = 'problem' in rendered ? rendered.problem : await act(rendered.text);
    if (problem) problems[at] = problem;
    else if ('text' in rendered) {
      changes[at] = rendered.text.change;
      const { path, formerId, video } = change;
      if (rendered.text.isStale && formerId !== undefined) {
        problems[at] = { code: 'former-body', path, formerId, videoId: video.id };
      }
    }
  };
  // Each takes the next: while some pages are flushed, the texts of others are made.
  const queue = takeEach(plan.changes);
  const work = async () => {
    for (const [at, change] of queue) {
      await make(change, at);
      await setImmediate(); // Lets a signal be heard even if nothing was written.
      if (signal.aborted) return;
    }
  };
  // An error in one closes the queue for all, and what is in hand is finished: the lockfile must know it.
  const ended = await Promise.allSettled(Array.from({ length: pagesAtOnce }, work));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
  signal.throwIfAborted();
  // Without the places that stayed empty.
  return { changes: changes.flat(), problems: problems.flat() };
}

function* takeEach<Item>(items: readonly Item[]): Generator<[at: number, item: Item]> {
  yield* items.entries();
}

function makeBody(source: BodySource, { generator }: Settings): NewBody {
  const { replaces } = source;
  const hash = typeof replaces === 'object' ? hashBody(renderBody(replaces, generator)) : replaces;
  return { text: renderBody(source, generator), ...(hash !== undefined && { replaces: hash }) };
}

/** Makes and shows all texts, so that pages that cannot be edited are found. Writes nothing. */
export function showPages(
  settings: Settings,
  { plan }: Pick<PlannedImport, 'plan'>,
  context: Context,
  show: (text: PageText) => void = () => {},
): Promise<Outcome> {
  return renderChanges(settings, plan, context, (text) => {
    show(text);
    return null;
  });
}

/**
 * Writes the pages and, once they are on the disk, the lockfile. A signal does not prevent the latter: what an
 * interrupted import did is neither lost nor done twice.
 */
export async function writePages(
  settings: Settings,
  planned: PlannedImport,
  context: Context,
): Promise<Outcome> {
  const { plan, site } = planned;
  removeStaleTempFiles(settings.content, site.staleTempFiles);
  await context.progress?.begin('writing', plan.changes.length);
  context.signal.throwIfAborted();
  const writer = openPageWriter(settings.content);
  const left = new Map(plan.changes.map((change) => [change.video.id, change]));
  const bodies = new Map<string, string>();
  let outcome: Outcome = { changes: [], problems: [] };
  let problem: Problem | null = null;
  try {
    const appeared = await findAppeared(settings, plan, site);
    outcome = await renderChanges(settings, plan, context, async (text) => {
      const { change, body } = text;
      const problem = findSecondPage(change, appeared) ?? (await writeChange(writer, text));
      if (problem) return problem;
      left.delete(change.video.id);
      if (body !== null) bodies.set(change.video.id, hashBody(body));
      context.progress?.report({ kind: 'done', count: plan.changes.length - left.size });
      return null;
    });
  } finally {
    const written = { bodies, found: findMadeBodies(settings, plan), left: [...left.values()] };
    problem = await noteWritten(settings, planned, written, writer);
  }
  return problem ? { ...outcome, problems: [...outcome.problems, problem] } : outcome;
}

/** Tells the lockfile what was written. @returns what went wrong, or null */
function noteWritten(
  settings: Settings,
  { plan, site, listing: { sources, listed } }: PlannedImport,
  written: Written,
  writer: PageWriter,
): Promise<Problem | null> {
  const served = { generator: settings.generator, served: site.served };
  const settled = settleEntries(plan, site.lockfile, written, served);
  for (const { videoId, path } of site.pages) {
    if (videoId !== null && settled.entries[videoId]) writer.note(path);
  }
  return writeLockfile(settings, site, { ...settled, sources, listed }, writer);
}

/** The bodies on pages that are just as an import would have written them, by video id. */
function findMadeBodies({ content, generator }: Settings, { bodies }: Plan): Map<string, string> {
  return new Map(
    bodies.flatMap(({ videoId, path, body }): [string, string][] => {
      const hash = hashBody(renderBody(body, generator));
      return readBodyHash(content, path) === hash ? [[videoId, hash]] : [];
    }),
  );
}

/** Writes the pages only: what is not in the lockfile counts as the user's. */
export function writePagesAlone(
  settings: Settings,
  { plan }: Pick<PlannedImport, 'plan'>,
  context: Context,
): Promise<Outcome> {
  const writer = openPageWriter(settings.content);
  return renderChanges(settings, plan, context, (text) => writeChange(writer, text));
}

/** The pages that appeared while the videos were listed, by video. Only needed if there are new pages to create. */
async function findAppeared(settings: Settings, plan: Plan, site: Site): Promise<Map<string, string>> {
  if (plan.changes.every(({ page }) => page)) return new Map();
  const { pages, unreadable } = await scanNewPages(settings.content, site, settings);
  return new Map(
    [...pages, ...unreadable].flatMap(({ videoId, covered = [], path }) =>
      videoId === null ? [] : [videoId, ...covered].map((id): [string, string] => [id, path]),
    ),
  );
}

function findSecondPage({ page, video }: PageChange, appeared: Map<string, string>): Problem | null {
  const path = page ? undefined : appeared.get(video.id);
  return path === undefined ? null : { code: 'changed-meanwhile', path };
}
