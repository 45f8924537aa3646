import type { Generator } from '../generators/generator.ts';
import { isEmpty, isSame, listEntries, readKey, withKey } from '../model/front-matter.ts';
import type { LockfileEntry } from '../model/lockfile.ts';
import type { VideoPage } from '../model/page.ts';
import type { Conflict } from '../model/plan.ts';
import type { Rules, UpdateRule } from '../model/rules.ts';
import type { FieldChange, Value } from '../model/value.ts';
import type { Video } from '../model/video.ts';
import { parseVideoId } from '../model/youtube-url.ts';
import { fillTemplate, findTokens, type Tokens } from '../text/template.ts';
import { summariseFormerly } from '../youtube/former-summary.ts';
import { isTimestampTemplate } from './tokens.ts';
import { type Decision, decideField } from './update-rules.ts';

/** What the rule of one field says about a page. */
export interface FieldDecision extends Decision {
  key: string;
  update: UpdateRule;
  /** YouTube's value; undefined if it is not known. */
  youtube: Value | undefined;
}

/** Decides each field of a page about which there is something to decide, but for the two lists of URLs. */
export function decideFields(
  video: Video,
  page: VideoPage,
  last: LockfileEntry | undefined,
  rules: Rules,
  tokens: Tokens,
  youtubeSlug: string,
  { generator }: { generator: Generator },
): FieldDecision[] {
  const lists = Object.values(generator.urlLists);
  const decisions: FieldDecision[] = [];
  for (const { key, value, update } of rules.fields) {
    if (lists.includes(key) || isNamedOtherwise(page, key, value)) continue;
    const before = last?.values[key];
    const onPage = readKey(page.data, key);
    const youtube = key === 'slug' ? youtubeSlug : fillField(value, tokens, before ?? onPage, video);
    const mayFollow = update === 'append' || (update === 'always' && !isSame(onPage, youtube));
    // As of most fields of most pages: then there is nothing to decide.
    if (before !== undefined && !mayFollow && isSame(youtube, before)) continue;
    const isTimestamp = isTimestampTemplate(value);
    const decision = decideField({
      key,
      update,
      isTimestamp,
      page: onPage,
      last: before,
      lastEntries: last?.entries?.[key],
      youtube,
    });
    const { change } = decision;
    const isSet = isTimestamp && change?.action === 'set';
    decisions.push({
      ...decision,
      key,
      update,
      youtube,
      ...(isSet && { change: { ...change, timestamp: true } }),
    });
  }
  return decisions;
}

/**
 * YouTube's value of a field. What an earlier version's rule made of the same description counts as that: an upgrade alone
 * changes no page.
 *
 * @param known what the last import knew, else what the page has
 */
function fillField(
  template: Value,
  tokens: Tokens,
  known: Value | undefined,
  { description }: Video,
): Value | undefined {
  const filled = fillTemplate(template, tokens);
  if (isEmpty(known) || isSame(filled, known) || !findTokens(template).includes('description')) return filled;
  const former = fillTemplate(template, { ...tokens, description: summariseFormerly(description) });
  return isSame(former, known) ? known : filled;
}

/**
 * Whether a field holds the video's id and the page says it in its own way: under a key of its own, to which no second one
 * is added, or as a URL or a list.
 */
function isNamedOtherwise(
  { data, videoId, idKey = 'videoId' }: VideoPage,
  key: string,
  value: Value,
): boolean {
  if (value !== '{videoId}') return false;
  const own = readKey(data, key);
  if (isEmpty(own)) return !/^(videoId|ResourceId)$/i.test(idKey);
  const entries = listEntries(own);
  return (
    own !== videoId && entries.some((entry) => typeof entry === 'string' && parseVideoId(entry) === videoId)
  );
}

/** What a page's decisions come to. `values` and `entries` are what the lockfile is to hold. */
export interface DecidedFields extends Required<Pick<LockfileEntry, 'values' | 'entries'>> {
  changes: FieldChange[];
  conflicts: Conflict[];
}

/** Sums decisions up, on top of what the lockfile knows already. */
export function collectDecisions(
  decisions: readonly FieldDecision[],
  last: LockfileEntry | undefined,
): DecidedFields {
  let values = omitFlag(last?.values ?? {});
  const entries = { ...last?.entries };
  for (const { key, update, known, entries: beside } of decisions) {
    if (!shouldRemember(known, last?.values[key], update)) continue;
    values = { ...values, [key]: known };
    delete entries[key];
    if (beside) entries[key] = beside;
  }
  return {
    changes: decisions.flatMap(({ change }) => change ?? []),
    conflicts: decisions.flatMap(({ conflict }) => conflict ?? []),
    values,
    entries,
  };
}

/** An unknown value stays unknown, unless the page may follow it from now on, or could get an entry twice. */
function shouldRemember(
  known: Value | undefined,
  last: Value | undefined,
  update: UpdateRule,
): known is Value {
  if (known === undefined || isSame(known, last)) return false;
  return last !== null || update === 'until-edited' || update === 'append';
}

/** Drops the flag of a video that is back. */
function omitFlag(values: LockfileEntry['values']): LockfileEntry['values'] {
  if (values['unavailable'] === undefined) return values;
  const { unavailable: _, ...others } = values;
  return others;
}

/** The front matter as it will be, as far as the page's URL depends on it. */
export function applyChanges(
  data: Record<string, Value>,
  changes: readonly FieldChange[],
): Record<string, Value> {
  return changes.reduce(
    (after, change) => (change.action === 'set' ? withKey(after, change.key, change.after) : after),
    data,
  );
}
