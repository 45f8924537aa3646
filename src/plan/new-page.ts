import type { Batch } from '../model/batch.ts';
import { withKey } from '../model/front-matter.ts';
import type { LockfileEntry } from '../model/lockfile.ts';
import type { BodySource, Clash, Conflict, KeptReason, PageChange } from '../model/plan.ts';
import type { Rules } from '../model/rules.ts';
import type { Field, Value } from '../model/value.ts';
import type { Video } from '../model/video.ts';
import { fillTemplate, type Tokens } from '../text/template.ts';
import { makeBodySource } from './body-template.ts';
import { findManaged, makeAliases } from './page-urls.ts';
import type { PathIndex } from './path-index.ts';
import { findFreeSlug } from './slug.ts';
import { addSlug, findWantedSlug, isTimestampTemplate, makeTokens } from './tokens.ts';
import { planUrlHistory } from './url-history.ts';
import { nameRemoved, type UrlIndex } from './url-index.ts';
import { findAction, withhold } from './withhold.ts';

/** What planning one page brings. */
export interface PagePlan {
  /** Null if the page stays as it is. */
  change: PageChange | null;
  /** What the lockfile is to hold of it. */
  entry: LockfileEntry;
  /** What an import would have made its body of, if the lockfile does not know the page yet. */
  body?: BodySource;
  /** Whether the page lacks no key that an import would have written. */
  isWhole?: boolean;
  conflicts: Conflict[];
  /** What stays as it is on a page that exists. */
  kept?: { reason: KeptReason; keys: string[] }[];
  clash?: Clash;
}

/** Plans the page of a video that has none yet. */
export function planNewPage(
  video: Video,
  { rules, source }: Pick<Batch, 'rules' | 'source'>,
  urls: UrlIndex,
  paths: PathIndex,
): PagePlan {
  const { generator } = urls;
  const { live, archive } = generator.urlLists;
  const tokensOfVideo = makeTokens(video, rules, generator);
  const wanted = findWantedSlug(video, tokensOfVideo, rules);
  const draft = (slug: string) => {
    const tokens = addSlug(tokensOfVideo, slug);
    const fields = makeFields(tokens, rules);
    const data = toData(fields);
    const path = paths.findFree(rules.file, tokens);
    const findUrl = (page: Field[]) => urls.findUrl({ path, videoId: video.id, data: toData(page) });
    return { tokens, fields, data, path, url: findUrl(fields), findUrl };
  };
  const first = draft(wanted);
  const findUrl = (slug: string) => (slug === wanted ? first : draft(slug)).url;
  // The page has no path before it has a slug: a URL that is taken is another page's, unless an earlier page had it.
  const findClaimant = (url: string) => urls.findClaimant(url, nameRemoved(video.id));
  const slug = findFreeSlug(wanted, findUrl, (url) => findClaimant(url) !== undefined);
  const takenBy = slug === wanted ? undefined : findClaimant(first.url ?? '');
  const chosen = slug === wanted ? first : draft(slug);
  const { tokens, fields, data, path } = chosen;
  const isDraft = findAction(video, rules.filters) === 'draft';
  const { fields: written, withheld } = isDraft
    ? withhold(fields, generator.draftFields)
    : { fields, withheld: null };
  // What keeps a page out of the build may leave it no URL.
  const url = withheld ? chosen.findUrl(written) : chosen.url;
  const write = (alias: string) => urls.served.writeAlias(alias, { path, videoId: video.id, data }, url);
  const history = planUrlHistory({
    generator,
    videoId: video.id,
    aliases: [],
    archive: [],
    url,
    earlierUrls: [],
    wanted: makeAliases(data, tokens, rules, generator),
    manages: findManaged(rules, generator),
    listsOwn: rules.urls.listsOwn,
    isWritable: (candidate) => write(candidate) !== null,
    isOwned: (candidate) => urls.findOwner(candidate, '') !== undefined,
    isClaimed: (candidate) => findClaimant(candidate) !== undefined || urls.isSection(candidate),
    lastAliases: undefined,
    lastArchive: undefined,
    isPruned: rules.urls.pruneBefore !== null && video.publishedAt < rules.urls.pruneBefore,
  });
  for (const field of written) {
    if (field.key === live) field.value = history.aliases.flatMap((alias) => write(alias) ?? []);
    if (field.key === archive) field.value = history.archive;
  }
  urls.claim(path, chosen.url, [...history.aliases, ...history.archive]);
  return {
    change: {
      video: { id: video.id, title: video.title },
      path,
      page: null,
      url,
      fields: written.map(({ key, value, timestamp }) => ({
        key,
        action: 'set',
        reason: 'new-page',
        before: undefined,
        after: value,
        ...(timestamp && { timestamp }),
      })),
      body: makeBodySource(rules.body.template, video, tokens),
    },
    entry: {
      ...(source !== null && { source }),
      url,
      values: rememberValues(fields, [live, archive]),
      ...(withheld && { withheld }),
      ...(fields.some(({ key }) => key === 'slug') && { slugTitle: video.title }),
      ...history.remembered,
    },
    conflicts: [],
    ...(takenBy !== undefined && { clash: { videoId: video.id, path, wanted, slug, takenBy } }),
  };
}

/** A new page's fields, the two lists of URLs as the config has them. */
function makeFields(tokens: Tokens, rules: Rules): Field[] {
  return rules.fields.flatMap(({ key, value }): Field[] => {
    const filled = key === 'slug' ? tokens['slug'] : fillTemplate(value, tokens);
    return filled === undefined
      ? []
      : [{ key, value: filled, ...(isTimestampTemplate(value) && { timestamp: true }) }];
  });
}

function toData(fields: Field[]): Record<string, Value> {
  const [nested, own] = [fields.filter(isNested), fields.filter((field) => !isNested(field))];
  const data: Record<string, Value> = Object.fromEntries(own.map(({ key, value }) => [key, value]));
  return nested.reduce((all, { key, value }) => withKey(all, key, value), data);
}

function isNested({ key }: Field): boolean {
  return key.includes('.');
}

function rememberValues(fields: Field[], lists: string[]): LockfileEntry['values'] {
  return Object.fromEntries(
    fields.filter(({ key }) => !lists.includes(key)).map(({ key, value }) => [key, value]),
  );
}
