import { isEmpty, isSame, readKey } from '../model/front-matter.ts';
import type { LockfileEntry } from '../model/lockfile.ts';
import type { VideoPage } from '../model/page.ts';
import type { Clash, Conflict } from '../model/plan.ts';
import type { Rules } from '../model/rules.ts';
import type { FieldChange, Value } from '../model/value.ts';
import type { Video } from '../model/video.ts';
import { fillTemplate, type Tokens } from '../text/template.ts';
import { makeBodySource, renderBody } from './body-template.ts';
import type { PagePlan } from './new-page.ts';
import { makeAliases, planPageUrls } from './page-urls.ts';
import { findFreeSlug, isSlugOf } from './slug.ts';
import { addSlug, findWantedSlug, makeTokens } from './tokens.ts';
import { planFlag } from './unavailable-flag.ts';
import { decideField } from './update-rules.ts';
import type { UrlIndex } from './url-index.ts';

/** Plans the edits of a page that exists. Its change is null when the page stays as it is. */
export function planExistingPage(
  video: Video,
  page: VideoPage,
  last: LockfileEntry | undefined,
  rules: Rules,
  urls: UrlIndex,
): PagePlan {
  const tokensOfVideo = makeTokens(video, rules, urls.generator);
  const { slug, clash } = chooseSlug(video, tokensOfVideo, page, last, rules, urls);
  const tokens = addSlug(tokensOfVideo, slug);
  const { changes, conflicts, updates } = decideFields(page, last, rules, tokens, urls);

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
  const fields = [...changes, ...history.changes, ...planFlag(page, 'listed', false, rules).changes];
  const body = page.bodyIsEmpty && !last ? makeBodySource(rules.body, video, tokens) : null;
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
          }
        : null,
    entry: { ...renewEntry(last, history.url, updates), ...history.remembered },
    conflicts,
    ...(clash && { clash }),
  };
}

/** The slug that is YouTube's for this page, and the clash that gave it a number. */
function chooseSlug(
  video: Video,
  tokens: Tokens,
  page: VideoPage,
  last: LockfileEntry | undefined,
  rules: Rules,
  urls: UrlIndex,
): { slug: string; clash?: Clash } {
  const update = rules.fields.find(({ key }) => key === 'slug')?.update;
  const current = readKey(page.data, 'slug');
  if (update !== 'until-edited' && update !== 'always' && !isEmpty(current)) return { slug: String(current) };
  const known = last?.values['slug'];
  const wanted = findWantedSlug(video, tokens, rules);
  // A number that a clash once gave stays, whatever became of the other page.
  const isWanted = (slug: Value | undefined): slug is string =>
    typeof slug === 'string' && isSlugOf(slug, wanted);
  if (isWanted(current)) return { slug: current };
  // Where the page's own slug stays, YouTube's is only remembered, and may be another page's.
  const replacement =
    update && decideField({ key: 'slug', update, page: current, last: known, youtube: wanted }).change;
  if (!replacement) return { slug: isWanted(known) ? known : wanted };

  // The URL may depend on other fields that change too.
  const { changes } = decideFields(page, last, rules, addSlug(tokens, wanted), urls);
  const after = applyChanges(page.data, changes);
  const findUrl = (slug: string) => urls.generator.findPageUrl({ ...after, slug }, rules.urls.page);
  const findClaimant = (url: string) => urls.findClaimant(url, page.path);
  const slug = findFreeSlug(wanted, findUrl, (url) => findClaimant(url) !== undefined);
  const takenBy = findClaimant(findUrl(wanted) ?? '');
  return slug === wanted || takenBy === undefined
    ? { slug }
    : { slug, clash: { videoId: video.id, path: page.path, wanted, slug, takenBy } };
}

/** `updates`: what the lockfile does not say yet. */
function decideFields(
  page: VideoPage,
  last: LockfileEntry | undefined,
  rules: Rules,
  tokens: Tokens,
  urls: UrlIndex,
) {
  const lists = Object.values(urls.generator.urlLists);
  const changes: FieldChange[] = [];
  const conflicts: Conflict[] = [];
  const updates: [key: string, value: Value][] = [];
  const kept = omitFlag(last?.values ?? {});
  for (const { key, value, update } of rules.fields) {
    if (lists.includes(key)) continue;
    const decision = decideField({
      key,
      update,
      page: readKey(page.data, key),
      last: last?.values[key],
      youtube: key === 'slug' ? (tokens['slug'] ?? undefined) : fillTemplate(value, tokens),
    });
    const { change, conflict } = decision;
    if (change)
      changes.push(change.action === 'set' && value === '{date}' ? { ...change, timestamp: true } : change);
    if (conflict) conflicts.push(conflict);
    if (decision.known !== undefined && !isSame(decision.known, kept[key]))
      updates.push([key, decision.known]);
  }
  return { changes, conflicts, updates };
}

/** What the lockfile is to hold of a page. What it knows of keys that the config has dropped is kept: it may want them again. */
function renewEntry(
  last: LockfileEntry | undefined,
  url: string | null,
  updates: [key: string, value: Value][],
): LockfileEntry {
  return { ...last, url, values: { ...omitFlag(last?.values ?? {}), ...Object.fromEntries(updates) } };
}

/** The flag that the video was away, which it is not any more. */
function omitFlag(values: LockfileEntry['values']): LockfileEntry['values'] {
  if (!('unavailable' in values)) return values;
  const { unavailable, ...others } = values;
  return others;
}

/** The front matter as it will be, as far as the page's URL depends on it. */
function applyChanges(data: Record<string, Value>, changes: FieldChange[]): Record<string, Value> {
  const set = changes.flatMap((change) =>
    change.action === 'set' ? [[change.key, change.after] as const] : [],
  );
  if (set.length === 0) return data;
  const replaced = new Set(set.map(([key]) => key.toLowerCase()));
  const kept = Object.entries(data).filter(([key]) => !replaced.has(key.toLowerCase()));
  return Object.fromEntries([...kept, ...set]);
}
