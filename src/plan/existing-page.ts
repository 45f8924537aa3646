import type { Generator } from '../generators/generator.ts';
import { isEmpty, isSame, readKey } from '../model/front-matter.ts';
import type { LockEntry } from '../model/lockfile.ts';
import type { PageFacts } from '../model/page.ts';
import type { Clash, Conflict, PageUpdate } from '../model/plan.ts';
import type { Rules } from '../model/rules.ts';
import type { FieldChange, Value } from '../model/value.ts';
import type { Video } from '../model/video.ts';
import { fillTemplate, type Tokens } from '../text/template.ts';
import { renderBodyTemplate } from './body-template.ts';
import { decideField } from './fields.ts';
import { planFlag } from './missing.ts';
import type { PagePlan } from './new-page.ts';
import { makeAliases, planLedger } from './page-url-history.ts';
import { findFreeSlug, isSlugOf } from './slug.ts';
import { addSlug, findWantedSlug, makeTokens } from './tokens.ts';
import type { UrlDirectory } from './url-index.ts';

/** Plans the edits of a page that exists. Its change is null when the page stays as it is. */
export function planExistingPage(
  video: Video,
  page: PageFacts,
  last: LockEntry | undefined,
  rules: Rules,
  directory: UrlDirectory,
  generator: Generator,
): PagePlan<PageUpdate> & { conflicts: Conflict[] } {
  const tokensOfVideo = makeTokens(video, rules, generator);
  const { slug, clash } = chooseSlug(video, tokensOfVideo, page, last, rules, directory, generator);
  const tokens = addSlug(tokensOfVideo, slug);
  const { changes, conflicts, news } = decideFields(page, last, rules, tokens, generator);

  const after = applyChanges(page.data, changes);
  const ledger = planLedger({
    page,
    after,
    last,
    rules,
    directory,
    generator,
    wanted: makeAliases(after, tokens, rules, generator),
    isPruned: rules.urls.pruneBefore !== null && video.publishedAt < rules.urls.pruneBefore,
  });
  changes.push(...ledger.changes);
  changes.push(...planFlag(page, 'listed', false, rules).changes);

  const body = page.bodyIsEmpty && !last ? renderBodyTemplate(rules.body, video, tokens, generator) : '';
  const isChanged = changes.length > 0 || body !== '';
  return {
    change: isChanged
      ? {
          action: 'update',
          videoId: video.id,
          title: video.title,
          path: page.path,
          url: ledger.url || last?.url || '',
          changes,
          ...(body && { body }),
        }
      : null,
    entry: renewEntry(last, ledger.url, [...news, ...Object.entries(ledger.memory)]),
    conflicts,
    ...(clash && { clash }),
  };
}

/** The slug that is YouTube's for this page, and the clash that gave it a number. */
function chooseSlug(
  video: Video,
  tokens: Tokens,
  page: PageFacts,
  last: LockEntry | undefined,
  rules: Rules,
  directory: UrlDirectory,
  generator: Generator,
): { slug: string; clash?: Clash } {
  const update = rules.fields.find(({ key }) => key === 'slug')?.update;
  const current = readKey(page.data, 'slug');
  if (update !== 'until-edited' && update !== 'always' && !isEmpty(current)) return { slug: String(current) };
  const known = last?.fields['slug'];
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
  const { changes } = decideFields(page, last, rules, addSlug(tokens, wanted), generator);
  const after = applyChanges(page.data, changes);
  const findUrl = (slug: string) => generator.findPageUrl({ ...after, slug }, rules.urls.page);
  const findClaimant = (url: string) => directory.findClaimant(url, page.path);
  const slug = findFreeSlug(wanted, findUrl, (url) => findClaimant(url) !== undefined);
  const takenBy = findClaimant(findUrl(wanted) ?? '');
  return slug === wanted || takenBy === undefined
    ? { slug }
    : { slug, clash: { videoId: video.id, path: page.path, wanted, slug, takenBy } };
}

/** `news`: what the lock does not say yet. */
function decideFields(
  page: PageFacts,
  last: LockEntry | undefined,
  rules: Rules,
  tokens: Tokens,
  { urlLists }: Generator,
) {
  const listKeys = Object.values(urlLists);
  const changes: FieldChange[] = [];
  const conflicts: Conflict[] = [];
  const news: [key: string, value: Value][] = [];
  const kept = omitFlag(last?.fields ?? {});
  for (const { key, value, update } of rules.fields) {
    if (listKeys.includes(key)) continue;
    const decision = decideField({
      key,
      update,
      page: readKey(page.data, key),
      last: last?.fields[key],
      youtube: key === 'slug' ? (tokens['slug'] ?? undefined) : fillTemplate(value, tokens),
    });
    const { change, conflict } = decision;
    if (change)
      changes.push(change.action === 'set' && value === '{date}' ? { ...change, timestamp: true } : change);
    if (conflict) conflicts.push(conflict);
    if (decision.known !== undefined && !isSame(decision.known, kept[key])) news.push([key, decision.known]);
  }
  return { changes, conflicts, news };
}

/**
 * What the lock shall hold of a page: the very entry that it has, where that says the same. What it knows of keys that
 * the config has dropped is kept: it may want them again.
 */
function renewEntry(
  last: LockEntry | undefined,
  url: string,
  known: [key: string, value: Value][],
): LockEntry {
  const kept = omitFlag(last?.fields ?? {});
  const isNews = known.some(([key, value]) => !isSame(value, kept[key]));
  if (!isNews && last && kept === last.fields && url === last.url) return last;
  return { url, fields: { ...kept, ...Object.fromEntries(known) } };
}

/** The flag that the video was away, which it is not any more. */
function omitFlag(fields: LockEntry['fields']): LockEntry['fields'] {
  if (!('unavailable' in fields)) return fields;
  const { unavailable, ...others } = fields;
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
