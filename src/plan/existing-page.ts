import type { Batch } from '../model/batch.ts';
import { isEmpty, readKey } from '../model/front-matter.ts';
import { isImported, type LockfileEntry } from '../model/lockfile.ts';
import type { VideoPage } from '../model/page.ts';
import type { Clash } from '../model/plan.ts';
import type { Rules } from '../model/rules.ts';
import type { FieldChange, Value } from '../model/value.ts';
import type { Video } from '../model/video.ts';

import type { Tokens } from '../text/template.ts';

import { makeBodySource, renderBody } from './body-template.ts';
import { applyChanges, collectDecisions, type DecidedFields, decideFields } from './decide-fields.ts';
import { type HeldBack, holdBack, isKept } from './hold-back.ts';
import { isLeft, planLeftPage } from './left-page.ts';
import type { PagePlan } from './new-page.ts';
import { type PageUrls, planPageUrls } from './page-urls.ts';
import { renewBody } from './renew-body.ts';
import { formerIdsKey, listFormerIds } from './reuploads.ts';
import { findFreeSlug, isSlugOf, makeFormerSlug } from './slug.ts';
import { addSlug, findWantedSlug, makeTokens } from './tokens.ts';
import { planFlag } from './unavailable-flag.ts';
import { decideField } from './update-rules.ts';
import type { UrlIndex } from './url-index.ts';
import { findAction, omitWithheld, release } from './withhold.ts';

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
  const decisions = decideFields(video, page, last, rules, tokens, youtubeSlug, urls);
  const { taken, kept } = holdBack(decisions, page, last, urls);
  const isNew = !isImported(last);
  const isWhole = decisions.every(({ change }) => change?.reason !== 'missing');
  const fresh = isNew || formerId !== undefined ? makeBodySource(rules.body.template, video, tokens) : null;
  if (isLeft(last, rules)) {
    const left = planLeftPage(video, page, last, { rules, source, urls, decisions, taken });
    return { ...left, ...(isNew && fresh && { body: fresh, isWhole }) };
  }
  const decided = collectDecisions(taken, last);
  const { conflicts } = decided;
  const isPublished = findAction(video, rules.filters) === 'publish';
  // A draft that an import made stays one, whatever the fields of the config say, until its video is published.
  const withheld = isPublished ? {} : (last?.withheld ?? {});
  const changes = decided.changes.filter(({ key }) => !Object.hasOwn(withheld, key));

  const released = isPublished ? release(page, last, urls.generator.draftFields) : [];
  // A field of the config may be the one that keeps a page out of the build.
  const flag = [...planFlag(page, 'listed', last, rules, urls.generator).changes, ...released].filter(
    ({ key }) => changes.every((change) => change.key !== key),
  );
  const history = planPageUrls({
    page,
    after: applyChanges(page.data, [...changes, ...released]),
    last,
    rules,
    urls,
    tokens,
    isPruned: rules.urls.pruneBefore !== null && video.publishedAt < rules.urls.pruneBefore,
  });
  const fields = [
    ...changes,
    ...(formerId === undefined ? [] : renewIdentity(formerId, video, page, rules)),
    ...history.changes,
    ...flag,
  ];
  const renewed =
    fresh === null || formerId === undefined
      ? null
      : renewBody(fresh, { page, last, formerId }, video, rules, urls.generator);
  const body = rules.body.update === 'if-missing' && page.bodyIsEmpty && isNew ? fresh : renewed;
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
            ...(formerId !== undefined && { formerId }),
            ...(history.movedFrom !== null && { movedFrom: history.movedFrom }),
          }
        : null,
    entry: renewEntry(
      isPublished ? omitWithheld(last) : last,
      decided,
      history,
      source,
      hasSlug(rules, kept) ? video.title : null,
    ),
    ...(isNew && fresh && !hasBody && { body: fresh, isWhole }),
    conflicts,
    kept,
    ...(clash && changes.some(({ key }) => key === 'slug') && { clash }),
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
  const decisions = decideFields(video, page, last, rules, addSlug(tokens, wanted), wanted, urls);
  const after = applyChanges(page.data, collectDecisions(decisions, last).changes);
  const findUrl = (slug: string) => urls.findUrl({ ...page, data: { ...after, slug } });
  const findClaimant = (url: string) => urls.findClaimant(url, page.path);
  const slug = findFreeSlug(wanted, findUrl, (url) => findClaimant(url) !== undefined);
  const takenBy = findClaimant(findUrl(wanted) ?? '');
  return slug === wanted || takenBy === undefined
    ? { slug, youtubeSlug: slug }
    : { slug, youtubeSlug: slug, clash: { videoId: video.id, path: page.path, wanted, slug, takenBy } };
}

/**
 * What the lockfile is to hold of a page. What it knows of keys that the config has dropped is kept: it may want them again.
 * A page stays that of the source that brought it first, until that one misses its video and another brings it: then its
 * flag does not go to and fro between two snapshots, and two sources of one site do not write its line anew in turns.
 */
function renewEntry(
  last: LockfileEntry | undefined,
  { values, entries }: DecidedFields,
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
    ...(!isImported(last) && { existed: true }),
    ...(isTaken && source !== null && { source }),
    url: history.url,
    values,
    ...(isSlugKnown && { slugTitle }),
    ...(Object.keys(entries).length > 0 && { entries }),
    ...history.remembered,
  };
}

/** Else a slug that the lockfile knows was made of an earlier title. */
function hasSlug({ fields }: Rules, kept: HeldBack['kept']): boolean {
  return fields.some(({ key }) => key === 'slug') && !isKept(kept, 'slug');
}
