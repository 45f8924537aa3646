import type { Batch } from '../model/batch.ts';
import { isEmpty, isSame, listEntries, readKey, withKey } from '../model/front-matter.ts';
import type { LockfileEntry } from '../model/lockfile.ts';
import type { VideoPage } from '../model/page.ts';
import type { Clash, Conflict } from '../model/plan.ts';
import type { Rules, UpdateRule } from '../model/rules.ts';
import type { FieldChange, Value } from '../model/value.ts';
import type { Video } from '../model/video.ts';
import { parseVideoId } from '../model/youtube-url.ts';
import { fillTemplate, findTokens, type Tokens } from '../text/template.ts';
import { summariseFormerly } from '../youtube/former-summary.ts';
import { makeBodySource, renderBody } from './body-template.ts';
import type { PagePlan } from './new-page.ts';
import { makeAliases, type PageUrls, planPageUrls } from './page-urls.ts';
import { isImported } from './refused-page.ts';
import { renewBody } from './renew-body.ts';
import { formerIdsKey, listFormerIds } from './reuploads.ts';
import { findFreeSlug, isSlugOf, makeFormerSlug } from './slug.ts';
import { addSlug, findWantedSlug, isTimestampTemplate, makeTokens } from './tokens.ts';
import { planFlag } from './unavailable-flag.ts';
import { decideField } from './update-rules.ts';
import type { UrlIndex } from './url-index.ts';

/**
 * Plans the edits of a page that exists. Its change is null when the page stays as it is.
 *
 * @param formerId the id under which its video was uploaded before, if the lockfile still knows the page by that
 */
export function planExistingPage(
  video: Video,
  page: VideoPage,
  last: LockfileEntry | undefined,
  { rules, source }: Pick<Batch, 'rules' | 'source'>,
  urls: UrlIndex,
  formerId?: string,
): PagePlan {
  const tokensOfVideo = makeTokens(video, rules, urls.generator);
  const { slug, youtubeSlug, clash } = chooseSlug(video, tokensOfVideo, page, last, rules, urls);
  const tokens = addSlug(tokensOfVideo, slug);
  const decided = decideFields(video, page, last, rules, tokens, youtubeSlug, urls);
  const { changes, conflicts } = decided;

  const after = applyChanges(page.data, changes);
  const history = planPageUrls({
    page,
    after,
    last,
    rules,
    urls,
    wanted: makeAliases(after, tokens, rules, urls.generator),
    isPruned: rules.urls.pruneBefore !== null && video.publishedAt < rules.urls.pruneBefore,
  });
  // A field of the config may be the one that keeps a page out of the build.
  const flag = planFlag(page, 'listed', last, rules, urls.generator).changes.filter(({ key }) =>
    changes.every((change) => change.key !== key),
  );
  const fields = [
    ...changes,
    ...(formerId === undefined ? [] : renewIdentity(formerId, video, page, rules)),
    ...history.changes,
    ...flag,
  ];
  const isNew = !isImported(last);
  const fresh = isNew || formerId !== undefined ? makeBodySource(rules.body, video, tokens) : null;
  const renewed =
    fresh === null || formerId === undefined
      ? null
      : renewBody(fresh, { page, last, formerId }, video, rules, urls.generator);
  const body = page.bodyIsEmpty && isNew ? fresh : renewed;
  const hasBody = body !== null && renderBody(body, urls.generator) !== '';
  return {
    change:
      fields.length > 0 || hasBody
        ? {
            video: { id: video.id, title: video.title },
            path: page.path,
            page,
            url: history.url ?? last?.url ?? null,
            fields,
            body: hasBody ? body : null,
            assets: [],
            ...(formerId !== undefined && { formerId }),
          }
        : null,
    entry: renewEntry(last, decided, history, source, hasSlug(rules) ? video.title : null),
    ...(isNew && fresh && !hasBody && { body: fresh }),
    conflicts,
    ...(clash && { clash }),
  };
}

/** What says which video a page is about follows, and the former id is kept. */
function renewIdentity(formerId: string, video: Video, page: VideoPage, rules: Rules): FieldChange[] {
  const stale = rules.fields.filter(
    ({ key, value }) => value === '{videoId}' && readKey(page.data, key) === formerId,
  );
  const changes = stale.map(
    ({ key }): FieldChange => ({
      key,
      action: 'set',
      reason: 'new-upload',
      before: formerId,
      after: video.id,
    }),
  );
  // The user may have noted it.
  if (listFormerIds([page]).has(formerId)) return changes;
  return [...changes, { key: formerIdsKey, action: 'append', reason: 'new-upload', entries: [formerId] }];
}

/**
 * The slug that is YouTube's for this page, and the clash that gave it a number. One that was made of the same title is
 * YouTube's, by whichever rule it was made.
 */
function chooseSlug(
  video: Video,
  tokens: Tokens,
  page: VideoPage,
  last: LockfileEntry | undefined,
  rules: Rules,
  urls: UrlIndex,
): { slug: string; youtubeSlug: string; clash?: Clash } {
  const update = rules.fields.find(({ key }) => key === 'slug')?.update;
  const current = readKey(page.data, 'slug');
  const known = last?.values['slug'];
  const madeOfTitle = last?.slugTitle === video.title ? known : undefined;
  if (typeof current === 'string' && current === madeOfTitle) return { slug: current, youtubeSlug: current };
  const ofTitle = findWantedSlug(video, tokens, rules);
  const former = findWantedSlug(video, tokens, rules, makeFormerSlug(video.title, video.id));
  // A number from an earlier clash stays, even if the other page is gone.
  const isOfTitle = (slug: Value | undefined): slug is string =>
    typeof slug === 'string' && (slug === madeOfTitle || isSlugOf(slug, ofTitle) || isSlugOf(slug, former));
  if (isOfTitle(current)) return { slug: current, youtubeSlug: current };
  const wanted = isOfTitle(known) ? known : ofTitle;
  if (update !== 'until-edited' && update !== 'always' && !isEmpty(current))
    return { slug: String(current), youtubeSlug: wanted };
  // If the page's own slug stays, YouTube's is only remembered, and may be another page's.
  const replacement =
    update && decideField({ key: 'slug', update, page: current, last: known, youtube: wanted }).change;
  if (!replacement) return { slug: wanted, youtubeSlug: wanted };

  // The URL may depend on other fields that change too.
  const { changes } = decideFields(video, page, last, rules, addSlug(tokens, wanted), wanted, urls);
  const after = applyChanges(page.data, changes);
  const findUrl = (slug: string) => urls.findUrl({ ...page, data: { ...after, slug } });
  const findClaimant = (url: string) => urls.findClaimant(url, page.path);
  const slug = findFreeSlug(wanted, findUrl, (url) => findClaimant(url) !== undefined);
  const takenBy = findClaimant(findUrl(wanted) ?? '');
  return slug === wanted || takenBy === undefined
    ? { slug, youtubeSlug: slug }
    : { slug, youtubeSlug: slug, clash: { videoId: video.id, path: page.path, wanted, slug, takenBy } };
}

/** `values` and `entries` are what the lockfile is to hold. */
function decideFields(
  video: Video,
  page: VideoPage,
  last: LockfileEntry | undefined,
  rules: Rules,
  tokens: Tokens,
  youtubeSlug: string,
  urls: UrlIndex,
) {
  const lists = Object.values(urls.generator.urlLists);
  const changes: FieldChange[] = [];
  const conflicts: Conflict[] = [];
  let values = omitFlag(last?.values ?? {});
  const entries = { ...last?.entries };
  for (const { key, value, update } of rules.fields) {
    if (lists.includes(key) || isNamedOtherwise(page, key, value)) continue;
    const before = last?.values[key];
    const onPage = readKey(page.data, key);
    const youtube = key === 'slug' ? youtubeSlug : fillField(value, tokens, before ?? onPage, video);
    const isFollowing = update === 'always' || update === 'append';
    // As of most fields of most pages: then there is nothing to decide.
    if (before !== undefined && !isFollowing && isSame(youtube, before)) continue;
    const isTimestamp = isTimestampTemplate(value);
    const { change, conflict, ...decision } = decideField({
      key,
      update,
      isTimestamp,
      page: onPage,
      last: before,
      lastEntries: last?.entries?.[key],
      youtube,
    });
    if (change)
      changes.push(change.action === 'set' && isTimestamp ? { ...change, timestamp: true } : change);
    if (conflict) conflicts.push(conflict);
    if (!shouldRemember(decision.known, before, update)) continue;
    values = { ...values, [key]: decision.known };
    delete entries[key];
    if (decision.entries) entries[key] = decision.entries;
  }
  return { changes, conflicts, values, entries };
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

/** An unknown value stays unknown, unless the page may follow it from now on, or could get an entry twice. */
function shouldRemember(
  known: Value | undefined,
  last: Value | undefined,
  update: UpdateRule,
): known is Value {
  if (known === undefined || isSame(known, last)) return false;
  return last !== null || update === 'until-edited' || update === 'append';
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

/**
 * What the lockfile is to hold of a page. What it knows of keys that the config has dropped is kept: it may want them again.
 * A page stays that of the source that brought it first, until that one misses its video and another brings it: then its
 * flag does not go to and fro between two snapshots, and two sources of one site do not write its line anew in turns.
 */
function renewEntry(
  last: LockfileEntry | undefined,
  { values, entries }: Pick<ReturnType<typeof decideFields>, 'values' | 'entries'>,
  history: PageUrls,
  source: string | null,
  slugTitle: string | null,
): LockfileEntry {
  const { entries: _, pendingUrls, ...others } = last ?? {};
  // An entry of an earlier version has none, and is no reason to write its line anew.
  const isSlugKnown =
    slugTitle !== null &&
    values['slug'] !== undefined &&
    (last?.slugTitle !== undefined || values['slug'] !== last?.values['slug']);
  const isTaken = last?.source === undefined || last.values['unavailable'] !== undefined;
  return {
    ...others,
    ...(isTaken && source !== null && { source }),
    url: history.url,
    values,
    ...(isSlugKnown && { slugTitle }),
    ...(Object.keys(entries).length > 0 && { entries }),
    ...history.remembered,
  };
}

/** Without such a field, a slug that the lockfile knows was made of an earlier title. */
function hasSlug({ fields }: Rules): boolean {
  return fields.some(({ key }) => key === 'slug');
}

/** Drops the flag of a video that is back. */
function omitFlag(values: LockfileEntry['values']): LockfileEntry['values'] {
  if (values['unavailable'] === undefined) return values;
  const { unavailable: _, ...others } = values;
  return others;
}

/** The front matter as it will be, as far as the page's URL depends on it. */
function applyChanges(data: Record<string, Value>, changes: FieldChange[]): Record<string, Value> {
  return changes.reduce(
    (after, change) => (change.action === 'set' ? withKey(after, change.key, change.after) : after),
    data,
  );
}
