import { isEmpty, readKey } from '../model/front-matter.ts';
import type { LockfileEntry } from '../model/lockfile.ts';
import type { VideoPage } from '../model/page.ts';
import type { Clash } from '../model/plan.ts';
import type { Rules } from '../model/rules.ts';
import type { Value } from '../model/value.ts';
import type { Video } from '../model/video.ts';
import type { Tokens } from '../text/template.ts';
import { applyChanges, collectDecisions } from './collect-decisions.ts';
import { findFreeSlug, isSlugOf, makeFormerSlug } from './slug.ts';
import { addSlug, findWantedSlug } from './tokens.ts';
import { decideField, decideFields } from './update-rules.ts';
import type { UrlIndex } from './url-index.ts';

/**
 * YouTube's slug for this page, and the clash that gave it a number. A slug made from the same title counts as
 * YouTube's, by whichever rule it was made.
 */
export function chooseSlug(
  video: Video,
  tokens: Tokens,
  page: VideoPage,
  last: LockfileEntry | undefined,
  rules: Rules,
  urls: UrlIndex,
): { slug: string; youtubeSlug: string; clash?: Clash } {
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
  const update = rules.fields.find(({ key }) => key === 'slug')?.update;
  if (update !== 'until-edited' && update !== 'always' && !isEmpty(current))
    return { slug: String(current), youtubeSlug: wanted };
  // If the page's own slug stays, YouTube's is only recorded, and another page may have it.
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
