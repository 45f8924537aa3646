import type { Batch } from '../model/batch.ts';
import { isMissing, readKey } from '../model/front-matter.ts';
import { isImported, type LockfileEntry } from '../model/lockfile.ts';
import type { VideoPage } from '../model/page.ts';
import type { PageChange } from '../model/plan.ts';
import type { Rules } from '../model/rules.ts';
import type { FieldChange } from '../model/value.ts';
import type { Video } from '../model/video.ts';
import { makeBodySource } from './body-template.ts';
import { applyChanges, collectDecisions, type DecidedFields } from './collect-decisions.ts';
import { planBody } from './existing-body.ts';
import { chooseSlug } from './existing-slug.ts';
import { type HeldBack, holdBack, isKept } from './hold-back.ts';
import { isLeft, planLeftPage } from './left-page.ts';
import type { PagePlan } from './page-plan.ts';
import { isPruned, type PageUrls, planPageUrls } from './page-urls.ts';
import { formerIdsKey, listFormerIds } from './reuploads.ts';
import { addSlug, makeTokens } from './tokens.ts';
import { planFlag } from './unavailable-flag.ts';
import { decideFields } from './update-rules.ts';
import type { UrlIndex } from './url-index.ts';
import { findAction, planWithholding } from './withhold.ts';

/** The id that a page had before the user wrote another one into it. */
interface FormerId {
  id: string;
  /** Whether another page has it now. */
  hasPage: boolean;
}

/**
 * Plans the edits of an existing page. The change is null if the page stays as it is.
 *
 * @param former the page's earlier id, if the lockfile still knows it by that
 */
export function planExistingPage(
  video: Video,
  page: VideoPage,
  last: LockfileEntry | undefined,
  { rules, source }: Pick<Batch, 'rules' | 'source'>,
  urls: UrlIndex,
  former?: FormerId,
): PagePlan {
  const formerId = former?.id;
  const tokensOfVideo = makeTokens(video, rules, urls.generator);
  const { slug, youtubeSlug, clash } = chooseSlug(video, tokensOfVideo, page, last, rules, urls);
  const tokens = addSlug(tokensOfVideo, slug);
  const decisions = decideFields(video, page, last, rules, tokens, youtubeSlug, urls);
  const { taken, kept } = holdBack(decisions, page, last, urls);
  const fresh =
    isImported(last) && formerId === undefined ? null : makeBodySource(rules.body.template, video, tokens);
  // Not in the lockfile yet, but a killed import may have written it.
  const isWhole = decisions.every(({ key, change }) => !change || !isMissing(readKey(page.data, key)));
  const unknownBody = isImported(last) || fresh === null ? {} : { body: fresh, isWhole };
  if (isLeft(last, rules)) {
    return { ...planLeftPage(video, page, last, { rules, source, urls, decisions, taken }), ...unknownBody };
  }
  const isPublished = findAction(video, rules.filters) === 'publish';
  const draft = planWithholding(page, last, isPublished, urls.generator.draftFields);
  // A draft that an import made stays one, even if a field of the config says otherwise.
  const decided = collectDecisions(
    taken.filter(({ key }) => !Object.hasOwn(draft.withheld, key)),
    last,
  );
  const { changes } = decided;
  // A field of the config may itself be the key that keeps a page out of the build.
  const flag = [...planFlag(page, 'listed', last, rules, urls.generator).changes, ...draft.changes].filter(
    ({ key }) => changes.every((change) => change.key !== key),
  );
  const history = planPageUrls({
    page,
    after: applyChanges(page.data, [...changes, ...draft.changes]),
    last,
    rules,
    urls,
    tokens,
    isPruned: isPruned(video, rules),
  });
  const identity = former === undefined ? [] : renewIdentity(former, video, page, rules);
  const fields = [...changes, ...identity, ...history.changes, ...flag];
  const body = fresh && planBody(fresh, { page, last, formerId, slug }, video, rules, urls.generator);
  const hasChanged = fields.length > 0 || body !== null;
  return {
    change: hasChanged ? makeChange(video, page, last, { fields, body, history, formerId }) : null,
    entry: renewEntry(draft.last, decided, history, source, hasSlug(rules, kept) ? video.title : null),
    ...(body === null && unknownBody),
    conflicts: decided.conflicts,
    kept,
    ...(clash && changes.some(({ key }) => key === 'slug') && { clash }),
  };
}

function makeChange(
  { id, title }: Video,
  page: VideoPage,
  last: LockfileEntry | undefined,
  {
    fields,
    body,
    history: { url, movedFrom },
    formerId,
  }: Pick<PageChange, 'fields' | 'body'> & { history: PageUrls; formerId: string | undefined },
): PageChange {
  return {
    video: { id, title },
    path: page.path,
    page,
    url: url ?? last?.url ?? null,
    fields,
    body,
    ...(formerId !== undefined && { formerId }),
    ...(movedFrom !== null && { movedFrom }),
  };
}

/** Updates the fields that say which video the page is about, and keeps the former id unless another page has it. */
function renewIdentity(
  { id: formerId, hasPage }: FormerId,
  video: Video,
  page: VideoPage,
  rules: Rules,
): FieldChange[] {
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
  // The user may have noted it already.
  if (hasPage || listFormerIds([page]).has(formerId)) return changes;
  return [...changes, { key: formerIdsKey, action: 'append', reason: 'new-upload', entries: [formerId] }];
}

/**
 * A page's new lockfile entry. Values of keys that the config has dropped are kept, in case they come back. A page
 * belongs to the source that first brought it, until that source misses its video and another brings it. So two sources
 * do not take turns at its flag or its line.
 */
function renewEntry(
  last: LockfileEntry | undefined,
  { values, entries }: DecidedFields,
  history: PageUrls,
  source: string | null,
  slugTitle: string | null,
): LockfileEntry {
  const { entries: _, pendingUrls, url: __, values: ___, ...others } = last ?? {};
  // Entries of earlier versions have no slug title; that alone is no reason to rewrite them.
  const isSlugKnown =
    slugTitle !== null &&
    values['slug'] !== undefined &&
    (last?.slugTitle !== undefined || values['slug'] !== last?.values['slug']);
  const isTaken = last?.source === undefined || last.values['unavailable'] !== undefined;
  return {
    url: history.url,
    values: Object.keys(history.marks).length > 0 ? { ...values, ...history.marks } : values,
    ...others,
    ...(!isImported(last) && { existed: true }),
    ...(isTaken && source !== null && { source }),
    ...(isSlugKnown && { slugTitle }),
    ...(Object.keys(entries).length > 0 && { entries }),
    ...history.remembered,
  };
}

/** If not, a slug in the lockfile was made from an earlier title. */
function hasSlug({ fields }: Rules, kept: HeldBack['kept']): boolean {
  return fields.some(({ key }) => key === 'slug') && !isKept(kept, 'slug');
}
