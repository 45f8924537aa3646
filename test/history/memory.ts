import type { ConfigInput as Config } from '../../src/config/keys.ts';
import type { FieldRule } from '../../src/model/rules.ts';
import type { SeenVideo } from './channel.ts';
import { listFields, templateOf, youtubeValue } from './fields.ts';
import { isMissing, isSame, listOf } from './page-text.ts';
import { type FieldState, hasValue, isSameField, listRemembered, lookUpOutcome } from './rules.ts';
import { findOwnUrl, fold } from './urls.ts';
import type { FoundPage } from './world.ts';

/** What a living line of the lockfile lets the next import know of a page. */
export interface Memory {
  /** Whether an import made the page. */
  isMade: boolean;
  /** The page's own URL when the last import ended; null where only Hugo could tell. */
  url: string | null;
  archive: unknown[];
  /** The URLs that the page had while it could not be edited. */
  pending: string[];
  /** By key: the fields that the page had, with YouTube's value. */
  fields: Map<string, NonNullable<FieldState['last']>>;
  /** Folded: the aliases that the page has had. */
  aliases: Set<string>;
  /** Whether an import wrote `unavailable`. */
  isFlagged: boolean;
  /** Whether the video has come from the channel: then its absence from a snapshot means something. */
  isFromSource: boolean;
  /** The line stands there twice, with differences: what it said may count or not. */
  isDoubtful: boolean;
}

/** All URLs that it knows of the page, folded. What is relative needs the page. */
export function listPaths({ url, archive, pending, aliases }: Memory): string[] {
  const known = [url ?? '', ...archive.map(String), ...pending, ...aliases].map(fold);
  return [...new Set(known.filter((path) => path.startsWith('/')))];
}

/** Whether it is more than a note of a URL that the page had while it could not be edited. */
export function isImported(memory: Memory | undefined): memory is Memory {
  return memory !== undefined && (memory.url !== null || memory.fields.size > 0 || memory.isFlagged);
}

/** One page around one import. */
export interface ImportOfPage {
  video: SeenVideo;
  config: Config;
  /** Undefined: the import made the page. */
  found: FoundPage | undefined;
  after: FoundPage;
  /** What the lockfile knew before. */
  memory: Memory | undefined;
  /** The keys that the plan leaves out, and why. */
  held: ReadonlyMap<string, string>;
}

/** Whether an import writes nothing into a page but URLs that it has left. */
export function isLeft({
  config,
  found,
  memory,
}: Pick<ImportOfPage, 'config' | 'found' | 'memory'>): boolean {
  return config.existing === 'leave' && found !== undefined && !memory?.isMade;
}

/** What the lockfile knows of a page after an import; undefined where it has no line for it. */
export function remember(page: ImportOfPage): Memory | undefined {
  if (isLeft(page)) return rememberLeft(page);
  const { video, config, found, after, memory, held } = page;
  const isListed = video.standing === 'listed';
  const isFlaggedNow = isFlagged({ video, config, after, memory });
  if (!isListed && !memory && !isFlaggedNow) return undefined;
  const aliases = [found, after].flatMap((page) => listOf(page?.data['aliases']));
  return {
    isMade: isImported(memory) ? memory.isMade : isMadeByImport(page),
    url: findOwnUrl(after.data, templateOf(config)),
    archive: listOf(after.data['aliasesArchive']),
    pending: [],
    fields: isListed
      ? rememberFields({ video, config, found, after, memory, held })
      : (memory?.fields ?? new Map()),
    aliases: new Set([...(memory?.aliases ?? []), ...aliases.map((url) => fold(String(url)))]),
    isFlagged: !isListed && video.standing !== 'filtered' && (isFlaggedNow || (memory?.isFlagged ?? false)),
    isFromSource: isListed || (memory?.isFromSource ?? false),
    // An import that does not bring the video cannot tell which of two lines was right.
    isDoubtful: !isListed && (memory?.isDoubtful ?? false),
  };
}

/** Of a page that is left as it is, each field is known as it was when an import first saw it. */
function rememberLeft(page: ImportOfPage): Memory | undefined {
  const { video, config, after, memory = nothing } = page;
  const isListed = video.standing === 'listed';
  if (!isListed && !page.memory) return undefined;
  const url = findOwnUrl(after.data, templateOf(config));
  const fields = isListed ? listFields(config).filter(({ key }) => !memory.fields.has(key)) : [];
  const changes = new Set(fields.filter((field) => isChange(field, page)));
  const seen = fields
    .filter((field) => !changes.has(field))
    .flatMap((field): [string, NonNullable<FieldState['last']>][] => {
      const known = rememberField(field, page);
      return known ? [[field.key, known]] : [];
    });
  return {
    ...memory,
    isMade: !isImported(page.memory) && isMadeByImport(page),
    url,
    archive: [...listOf(after.data['aliasesArchive']), ...memory.archive],
    pending: url === null ? [memory.url ?? [], memory.pending].flat() : [],
    fields: new Map([...memory.fields, ...seen]),
    aliases: new Set([
      ...memory.aliases,
      ...listOf(after.data['aliases']).map((entry) => fold(String(entry))),
    ]),
    isFromSource: isListed || memory.isFromSource,
  };
}

function isChange(field: FieldRule, { video, config, found, memory }: ImportOfPage): boolean {
  const { key, update } = field;
  const youtube = youtubeValue(field, video, config);
  const state = { key, held: undefined, page: found?.data[key], youtube, last: memory?.fields.get(key) };
  const { outcome } = lookUpOutcome(state, update);
  return outcome === 'appended' || (outcome === 'written' && !isSameField(key, state.page, youtube));
}

/** What it knows of a page that could not be edited: the same as before, and the URL that the page has meanwhile. */
export function rememberRefused(
  memory: Memory | undefined,
  found: FoundPage,
  config: Config,
): Memory | undefined {
  const url = findOwnUrl(found.data, templateOf(config));
  const known = [memory?.url ?? '', ...(memory?.pending ?? [])].map(fold);
  if (url === null || known.includes(fold(url))) return memory;
  return { ...(memory ?? nothing), pending: [...(memory?.pending ?? []), url] };
}

const nothing: Memory = {
  isMade: false,
  url: null,
  archive: [],
  pending: [],
  fields: new Map(),
  aliases: new Set(),
  isFlagged: false,
  isFromSource: false,
  isDoubtful: false,
};

/** A page that the lockfile does not know is an import's if its body is the one that an import writes, and no key is missing. */
function isMadeByImport(page: ImportOfPage): boolean {
  const { found, config } = page;
  if (!found) return true;
  const { id, description, standing } = page.video;
  const isAdded = (field: FieldRule) => isMissing(found.data[field.key]) && isChange(field, page);
  if (listFields(config).some(isAdded)) return false;
  const link = `[Watch on YouTube](https://www.youtube.com/watch?v=${id})`;
  return standing === 'listed' && found.body.trim() === [description, link].filter(Boolean).join('\n\n');
}

/**
 * Whether a page bears the flag that `missing: flag` gives a page whose video has left the channel. A snapshot that says
 * nothing of a video tells that only of a page that is known to come from this source.
 */
export function isFlagged({
  video,
  config,
  after,
  memory,
}: Pick<ImportOfPage, 'video' | 'config' | 'after' | 'memory'>): boolean {
  const isToldGone = video.standing === 'absent' && memory?.isFromSource;
  const hasLeft = isToldGone || ['deleted', 'private'].includes(video.standing);
  return config.missing === 'flag' && hasLeft && after.data['unavailable'] === true;
}

function rememberFields(page: ImportOfPage): Memory['fields'] {
  const fields: Memory['fields'] = new Map(page.memory?.fields);
  for (const field of listFields(page.config)) {
    const known = rememberField(field, page);
    if (known) fields.set(field.key, known);
  }
  return fields;
}

/** @returns undefined where the lockfile learns nothing: what it knew of the field stays */
function rememberField(
  field: FieldRule,
  { video, config, found, after, memory, held }: ImportOfPage,
): FieldState['last'] {
  const { key, update } = field;
  if (held.has(key)) return undefined;
  const youtube = youtubeValue(field, video, config);
  const last = memory?.fields.get(key);
  const before = found?.data[key];
  // A new page has no key whose value is not known yet.
  if (youtube === undefined && !found) return undefined;
  if (youtube === undefined) return after.data[key] === undefined ? undefined : (last ?? {});
  const isNowhere = last === undefined && after.data[key] === undefined;
  if (isNowhere || isTakenOut(update, before, last)) return undefined;
  // What an earlier version, or a bad merge, left unknown stays so where nothing depends on it.
  const isUnknown = last !== undefined && !hasValue(last);
  if (isUnknown && update !== 'until-edited' && update !== 'append') return undefined;
  const seen = listRemembered(last);
  const isAllSeen = listOf(youtube).every((entry) => seen.some((other) => isSame(other, entry)));
  if (update === 'append' && last !== undefined && isAllSeen) return undefined;
  // A slug has the number that a clash gave it.
  const slugs = [after.data[key], last?.value];
  const value =
    key === 'slug' ? (slugs.find((slug) => slug && isSameField(key, slug, youtube)) ?? youtube) : youtube;
  return { value, entries: seen.filter((entry) => !listOf(value).some((other) => isSame(other, entry))) };
}

/** A list that the user took out is left alone, and nothing new is remembered of it. */
function isTakenOut(update: FieldRule['update'], before: unknown, last: FieldState['last']): boolean {
  return update === 'append' && before === undefined && last !== undefined;
}
