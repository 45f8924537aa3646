import { diffArrays } from 'diff';
import { isEmpty } from '../model/front-matter.ts';
import type { Conflict, PageChange } from '../model/plan.ts';
import type { FieldChange, Reason, Value } from '../model/value.ts';

/** What happens to front matter keys of a page: plain data, for all reports. */
export interface ChangeDescription {
  /** Several if the same happens to each: most URLs join both lists together. */
  keys: string[];
  kind: 'added' | 'changed' | 'removed' | 'appended' | 'pruned';
  /** Why, in a few words. */
  reason: string;
  /** What goes, stays and comes, in order: entries of lists, or whole values. */
  rows: ChangeRow[];
}

export interface ChangeRow {
  sign: 'less' | 'same' | 'more';
  /** As `describeValue` gives it. */
  text: string;
}

/** Beyond this many entries that come or go, two lists have little in common: both are shown whole. */
const maximumEdits = 500;

const reasonWords: Record<Reason, string> = {
  'new-page': 'the page is new',
  missing: 'the page lacks it',
  'youtube-changed': 'changed on YouTube',
  'new-entry': 'the list lacks it',
  'url-history': 'URLs that the page had',
  pruned: 'older than urls.pruneAliases',
  'new-upload': 'the video was uploaded again',
  unavailable: 'the video left the channel',
  'available-again': 'the video is back',
  withheld: 'the page was a draft to the generator of before',
  published: 'the video is public now',
  branch: 'changed on this branch',
};

/** What of a page that exists changes besides its fields, and why; null if nothing does. */
export function describeText({ body, otherText }: PageChange): { name: string; reason: string } | null {
  if (body) {
    return { name: 'body', reason: body.replaces === undefined ? 'it was empty' : reasonWords['new-upload'] };
  }
  if (otherText === undefined) return null;
  return { name: otherText === 'body' ? 'body' : 'way it is written', reason: reasonWords.branch };
}

/** Describes the changes of one page. If several lists get the same entries, they are described once. */
export function describeChanges(changes: FieldChange[]): ChangeDescription[] {
  const described: ChangeDescription[] = [];
  for (const change of changes.map(describeChange)) {
    const same = described.find((other) => change.kind === 'appended' && hasSameFacts(other, change));
    if (same) same.keys.push(...change.keys);
    else described.push(change);
  }
  return described;
}

function hasSameFacts(a: ChangeDescription, b: ChangeDescription): boolean {
  return JSON.stringify({ ...a, keys: [] }) === JSON.stringify({ ...b, keys: [] });
}

function describeChange(change: FieldChange): ChangeDescription {
  const facts = { keys: [change.key], reason: reasonWords[change.reason] };
  switch (change.action) {
    case 'set':
      return isEmpty(change.before)
        ? { ...facts, kind: 'added', rows: [makeRow('more', change.after)] }
        : { ...facts, kind: 'changed', rows: compareValues(change.before as Value, change.after) };
    case 'append':
      return { ...facts, kind: 'appended', rows: change.entries.map((entry) => makeRow('more', entry)) };
    case 'prune':
      return { ...facts, kind: 'pruned', rows: change.entries.map((entry) => makeRow('less', entry)) };
    case 'remove':
      return { ...facts, kind: 'removed', rows: [makeRow('less', change.before)] };
  }
}

function compareValues(before: Value, after: Value): ChangeRow[] {
  const whole = [makeRow('less', before), makeRow('more', after)];
  if (!Array.isArray(before) || !Array.isArray(after) || after.length === 0) return whole;
  const parts = diffArrays(before.map(describeValue), after.map(describeValue), {
    maxEditLength: maximumEdits,
  });
  if (!parts) return whole;
  return parts.flatMap(({ added, removed, value }): ChangeRow[] =>
    added || removed
      ? value.map((text) => ({ sign: added ? 'more' : 'less', text }))
      : [{ sign: 'same', text: value.join(', ') }],
  );
}

function makeRow(sign: ChangeRow['sign'], value: Value): ChangeRow {
  return { sign, text: describeValue(value) };
}

/** The values that conflict. */
export interface ConflictDescription {
  key: string;
  /** Null if the user removed the key. */
  yours: string | null;
  youtube: string;
  /** YouTube's value at the last import. */
  last: string;
}

export function describeConflict({ key, page, youtube, last }: Conflict): ConflictDescription {
  const yours = page === undefined ? null : describeValue(page);
  return { key, yours, youtube: describeValue(youtube), last: describeValue(last) };
}

/** A value as one text: lists with commas, maps as JSON. `''` for an empty text, list or map. */
export function describeValue(value: Value): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(describeValue).join(', ');
  return value !== null && isEmpty(value) ? '' : JSON.stringify(value);
}
