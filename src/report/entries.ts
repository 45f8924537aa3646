import type {
  Clash,
  Conflict,
  MissingVideo,
  PageChange,
  Plan,
  RemovedPage,
  Reupload,
  Skip,
} from '../model/plan.ts';
import { groupProblems, type ProblemGroup } from './problem-groups.ts';

/** What a reader can ask for. An entry can be of several kinds: a page that is updated and has a conflict. */
export const kinds = [
  'missing',
  'conflict',
  'problem',
  'removed',
  'clash',
  'create',
  'update',
  'skip',
] as const;
export type Kind = (typeof kinds)[number];

/** All that a plan says about one video or page. */
export interface Entry {
  videoId: string | null;
  title: string | null;
  path: string | null;
  change?: PageChange;
  conflicts?: Conflict[];
  clash?: Clash;
  missing?: MissingVideo;
  reupload?: Reupload;
  removed?: RemovedPage;
  skip?: Skip;
  /** Equal ones are one entry. */
  problems?: ProblemGroup;
}

/** Lists a plan by video, in the plan's order. */
export function listEntries(plan: Plan): Entry[] {
  const entries = new Map<string, Entry>();
  const put = (videoId: string, facts: Partial<Entry>) => {
    entries.set(videoId, { videoId, title: null, path: null, ...entries.get(videoId), ...facts });
  };
  for (const change of plan.changes) {
    put(change.video.id, { change, title: change.video.title, path: change.path });
  }
  const titleOf = (videoId: string, title: string) => entries.get(videoId)?.title ?? (title || null);
  for (const { videoId, path, title, fields } of plan.conflicts) {
    put(videoId, { path, title: titleOf(videoId, title), conflicts: fields });
  }
  for (const clash of plan.clashes) put(clash.videoId, { path: clash.path, clash });
  for (const missing of plan.missing) {
    const { videoId, path, title } = missing;
    put(videoId, { path, title: titleOf(videoId, title), missing });
  }
  for (const reupload of plan.reuploads) put(reupload.formerId, { reupload });
  for (const removed of plan.removed) {
    const { videoId, title } = removed;
    put(videoId, { title: titleOf(videoId, title), removed });
  }
  for (const skip of plan.skipped) put(skip.videoId, { title: skip.title, skip });
  const problems = groupProblems(plan.problems).map((group): Entry => {
    const { first, others } = group;
    const videoId = others.length === 0 && 'videoId' in first ? first.videoId : null;
    return { videoId, title: null, path: 'path' in first ? first.path : null, problems: group };
  });
  return [...problems, ...entries.values()];
}

/** The rank of an entry: pages that move come first, then the others that need attention. */
export function rankEntry(entry: Entry): number {
  if (entry.change?.movedFrom !== undefined) return -1;
  const kind = kinds.findIndex(
    (kind) => isOfKind(entry, kind) && (kind !== 'missing' || entry.missing?.isNew),
  );
  // A video that has been gone for longer is not news.
  return kind < 0 ? kinds.length : kind;
}

/** The new pages of a plan. */
export function listCreations({ changes }: Plan): PageChange[] {
  return changes.filter(({ page }) => !page);
}

/** The pages that a plan changes. */
export function listUpdates({ changes }: Plan): PageChange[] {
  return changes.filter(({ page }) => page);
}

/** The same without pages that only get the mark of a video which left: they are told as gone. */
export function listChanged(plan: Plan): PageChange[] {
  const gone = new Set(listNewlyGone(plan).map(({ videoId }) => videoId));
  const isMark = ({ video, fields, body, otherText, movedFrom }: PageChange) =>
    gone.has(video.id) &&
    !body &&
    !otherText &&
    movedFrom === undefined &&
    fields.every(({ reason }) => reason === 'unavailable');
  return listUpdates(plan).filter((change) => !isMark(change));
}

/** The videos that this import is the first to find gone. */
export function listNewlyGone({ missing }: Plan): MissingVideo[] {
  return missing.filter(({ isNew }) => isNew);
}

/** Those that earlier imports have told. */
export function listLongGone({ missing }: Plan): MissingVideo[] {
  return missing.filter(({ isNew }) => !isNew);
}

/** Whether an entry belongs under a kind. */
export function isOfKind(entry: Entry, kind: Kind): boolean {
  switch (kind) {
    case 'problem':
      return entry.problems !== undefined;
    case 'conflict':
      return entry.conflicts !== undefined;
    case 'clash':
      return entry.clash !== undefined;
    case 'missing':
      return entry.missing !== undefined;
    case 'removed':
      return entry.removed !== undefined;
    case 'update':
    case 'create':
      return entry.change !== undefined && (entry.change.page ? 'update' : 'create') === kind;
    case 'skip':
      return entry.skip !== undefined;
  }
}

/** A video's page on YouTube. */
export function watchUrl(videoId: string): string {
  return `https://www.youtube.com/watch?v=${encodeURIComponent(videoId)}`;
}

/** A video's thumbnail of 320 by 180 pixels. Every video has this one; the larger ones may not be there. */
export function thumbnailUrl(videoId: string): string {
  return `https://i.ytimg.com/vi/${encodeURIComponent(videoId)}/mqdefault.jpg`;
}
