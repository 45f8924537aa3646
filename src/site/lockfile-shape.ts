import type { Absence, Lockfile, LockfileEntry, LockfileSource } from '../model/lockfile.ts';
import { makeLockfile } from '../model/lockfile.ts';
import { makeRecord } from '../model/record.ts';
import { isRecord } from '../model/validation.ts';
import type { Value } from '../model/value.ts';
import { mergeSources } from './merge-lockfiles.ts';

/** What was read of a lockfile. `damage` says what was wrong with it; the entries that could be read are kept. */
export interface LockfileReading {
  lockfile: Lockfile;
  damage: string | null;
  /** Whether a newer tubematter wrote it: that is not damage, and must not be overwritten. */
  isNewer: boolean;
  /** Both sides of a merge, where it has what both say of one page. */
  sides?: Lockfile[];
}

/** An entry as JSON. The two lists are among the fields, as in version 1. */
export function toFields({
  url,
  values,
  aliases,
  archive,
  goneSince: _gone,
  removedSince: _removed,
  ...parts
}: LockfileEntry): Record<string, unknown> {
  const fields = Object.assign({}, values, aliases && { aliases }, archive && { aliasesArchive: archive });
  return { url: url ?? '', fields: sort(fields), ...parts };
}

/** What is known of a source, as JSON: a single name is not in a list. */
export function toSourceFields({ names, ...parts }: LockfileSource): Record<string, unknown> {
  return sort({ ...parts, ...(names && { name: names.length === 1 ? names[0] : names }) });
}

function readSource(value: Record<string, unknown>): LockfileSource {
  const { name, ...parts } = Object.fromEntries(Object.entries(value).filter(isSoundOfSource));
  const names = [name ?? []].flat() as string[];
  return { ...parts, ...(names.length > 0 && { names }) };
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isList = (value: unknown) => Array.isArray(value);
const isMapOf = (isItem: (value: unknown) => boolean) => (value: unknown) =>
  isRecord(value) && Object.values(value).every(isItem);

/** What each part of an entry must be. Unknown parts from other versions stay as they are. */
const isPart: Record<string, (value: unknown) => boolean> = {
  entries: isMapOf(isList),
  source: isText,
  slugTitle: isText,
  withheld: isRecord,
  body: isText,
  pendingUrls: (value) => Array.isArray(value) && value.every(isText),
};

/** What each part of a source must be. */
const isPartOfSource: Record<string, (value: unknown) => boolean> = {
  name: (value) => [value].flat().every(isText),
  surplus: (value) => isRecord(value) && [value['list'], value['channel']].every(Number.isInteger),
  absent: isMapOf((reason) => absences.includes(reason as Absence)),
};

const absences: Absence[] = ['private', 'deleted', 'unknown', 'unlisted'];

const isSoundOfSource = ([name, part]: [string, unknown]) => isPartOfSource[name]?.(part) ?? true;
const isSound = ([name, part]: [string, unknown]) => isPart[name]?.(part) ?? true;

/** @returns null if it is not an entry; an invalid part is left out */
export function readEntry(value: unknown): LockfileEntry | null {
  if (!isRecord(value) || typeof value['url'] !== 'string' || !isRecord(value['fields'])) return null;
  const { url, fields } = value;
  const values = makeRecord();
  const entry: LockfileEntry & Record<string, unknown> = { url: url === '' ? null : url, values };
  for (const name in value) {
    const part = value[name];
    if (name !== 'url' && name !== 'fields' && isSound([name, part])) entry[name] = part;
  }
  for (const key in fields) {
    const field = fields[key] as Value;
    if (key === 'aliases') entry.aliases = listTexts(field);
    else if (key === 'aliasesArchive') entry.archive = listTexts(field);
    else values[key] = field;
  }
  // A text that is there twice is kept once.
  entry.url = entry.archive?.find((one) => one === url) ?? entry.url;
  if (values['title'] !== undefined && values['title'] === entry.slugTitle) entry.slugTitle = values['title'];
  return entry;
}

/** Reads a lockfile that is valid JSON. @returns null for one without a version */
export function readParts(json: Record<string, unknown>): LockfileReading | null {
  if (typeof json['version'] !== 'number') return null;
  const lockfile = makeLockfile();
  const bad: string[] = [];
  for (const [id, value] of Object.entries(json['pages'] ?? {})) {
    const entry = isId(id) ? readEntry(value) : null;
    if (entry) lockfile.pages[id] = entry;
    if (!entry || !Object.entries(value).every(isSound)) bad.push(id);
  }
  readOtherParts(json, lockfile);
  const damage =
    bad.length === 0 ? null : `${countWords(bad.length)} cannot be read, the first is "${bad[0]}"`;
  return { lockfile, damage, isNewer: false };
}

/** Reads what is there besides the pages, which have been read. */
export function readOtherParts(
  { version, sources, gone, removed, unimported }: Record<string, unknown>,
  lockfile: Lockfile,
): void {
  if (version === 1) lockfile.isFormer = true;
  if (isRecord(sources)) {
    for (const [id, known] of Object.entries(sources)) {
      if (isRecord(known)) {
        lockfile.sources[id] = mergeSources(lockfile.sources[id], readSource(known));
      }
    }
  }
  readDates(gone, 'goneSince', lockfile);
  readDates(removed, 'removedSince', lockfile);
  if (isRecord(unimported)) {
    for (const [id, source] of Object.entries(unimported)) {
      if (isId(id) && typeof source === 'string') lockfile.unimported[id] = source;
    }
  }
}

function readDates(dates: unknown, name: 'goneSince' | 'removedSince', { pages }: Lockfile): void {
  for (const [id, since] of isRecord(dates) ? Object.entries(dates) : []) {
    const entry = pages[id];
    if (entry && typeof since === 'string' && /^\d{4}-\d\d-\d\d$/.test(since)) entry[name] = since;
  }
}

export function sort<Item>(items: Record<string, Item>): Record<string, Item> {
  const keys = Object.keys(items).sort();
  return Object.fromEntries(keys.map((key) => [key, items[key] as Item]));
}

function listTexts(value: Value): string[] {
  const entries = Array.isArray(value) ? value : [];
  // Most lists need no copy, which would take more memory.
  return entries.every(isText) ? entries : entries.filter(isText);
}

function countWords(number: number): string {
  return number === 1 ? 'an entry' : `${number} entries`;
}

function isId(id: string): boolean {
  return /^[A-Za-z0-9_-]{11}$/.test(id);
}
