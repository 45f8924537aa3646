import type { Batch } from '../model/batch.ts';
import { withKey } from '../model/front-matter.ts';
import type { LockfileEntry } from '../model/lockfile.ts';
import type { Clash } from '../model/plan.ts';
import { makeRecord } from '../model/record.ts';
import type { Rules } from '../model/rules.ts';
import { tighten } from '../model/tighten.ts';
import type { Field, FieldChange, Value } from '../model/value.ts';
import type { Video } from '../model/video.ts';
import { fillTemplate, type Tokens } from '../text/template.ts';
import { makeBodySource } from './body-template.ts';
import type { PagePlan } from './page-plan.ts';
import { findManaged, isPruned, makeAlias } from './page-urls.ts';
import type { PathIndex } from './path-index.ts';
import { findFreeSlug } from './slug.ts';
import { addSlug, findWantedSlug, isTimestampTemplate, makeTokens, writeOutSlug } from './tokens.ts';
import { planUrlHistory, type UrlHistoryChange } from './url-history.ts';
import { nameRemoved, type UrlIndex } from './url-index.ts';
import { findAction, withhold } from './withhold.ts';

/** Plans the page of a video that has none. */
export function planNewPage(
  video: Video,
  { rules, source }: Pick<Batch, 'rules' | 'source'>,
  urls: UrlIndex,
  paths: PathIndex,
): PagePlan {
  const { generator } = urls;
  const { live, archive } = generator.urlLists;
  const { chosen, clash } = chooseCandidate(video, rules, urls, paths);
  const { tokens, fields, data, path } = chosen;
  const isDraft = findAction(video, rules.filters) === 'draft';
  const { fields: written, withheld } = isDraft
    ? withhold(fields, generator.draftFields)
    : { fields, withheld: null };
  // The keys of a draft may leave it without a URL.
  const url = withheld ? urls.findUrl({ path, videoId: video.id, data: toData(written) }) : chosen.url;
  const write = (alias: string) => urls.served.writeAlias(alias, { path, videoId: video.id, data }, url);
  const wanted = rules.urls.aliases.map((template) => makeAlias(template, data, tokens, generator));
  const history = startUrlHistory(video, url, wanted, write, rules, urls);
  for (const field of written) {
    if (field.key === live) field.value = tighten(history.aliases.flatMap((alias) => write(alias) ?? []));
    if (field.key === archive) field.value = tighten(history.archive);
  }
  urls.claim(path, chosen.url, [...history.aliases, ...history.archive]);
  return {
    change: {
      video: { id: video.id, title: video.title },
      path,
      page: null,
      url,
      fields: written.map(createField),
      body: makeBodySource(rules.body.template, video, tokens),
    },
    entry: {
      url,
      values: rememberValues(fields, [live, archive]),
      ...(source !== null && { source }),
      ...(withheld && { withheld }),
      ...(fields.some(({ key }) => key === 'slug') && { slugTitle: video.title }),
      ...history.remembered,
    },
    conflicts: [],
    ...(clash && { clash }),
  };
}

function startUrlHistory(
  video: Video,
  url: string | null,
  wanted: string[],
  write: (alias: string) => string | null,
  rules: Rules,
  urls: UrlIndex,
): UrlHistoryChange {
  return planUrlHistory({
    generator: urls.generator,
    videoId: video.id,
    aliases: [],
    archive: [],
    url,
    earlierUrls: [],
    wanted,
    manages: findManaged(rules, urls.generator),
    listsOwn: rules.urls.listsOwn,
    isWritable: (candidate) => write(candidate) !== null,
    isOwned: (candidate) => urls.findOwner(candidate, '') !== undefined,
    isClaimed: (candidate) => findClaimant(candidate, video, urls) !== undefined || urls.isSection(candidate),
    lastAliases: undefined,
    lastArchive: undefined,
    isPruned: isPruned(video, rules),
  });
}

/** A new page as it would be with one slug. */
interface Candidate {
  tokens: Tokens;
  fields: Field[];
  data: Record<string, Value>;
  path: string;
  url: string | null;
}

/** The page with the slug that the config wants, plus a number if another page has or had that URL. */
function chooseCandidate(
  video: Video,
  rules: Rules,
  urls: UrlIndex,
  paths: PathIndex,
): { chosen: Candidate; clash?: Clash } {
  const tokensOfVideo = makeTokens(video, rules, urls.generator);
  const makeCandidate = (slug: string): Candidate => {
    const slugged = addSlug(tokensOfVideo, slug);
    const path = paths.findFree(rules.file, slugged);
    const isFilled = urls.served.fillsSlug(path);
    const tokens = isFilled ? slugged : writeOutSlug(slugged, rules, urls.generator);
    const fields = makeFields(tokens, rules);
    const data = toData(fields);
    return { tokens, fields, data, path, url: urls.findUrl({ path, videoId: video.id, data }) };
  };
  const wanted = findWantedSlug(video, tokensOfVideo, rules);
  const first = makeCandidate(wanted);
  const slug = findFreeSlug(
    wanted,
    (slug) => (slug === wanted ? first : makeCandidate(slug)).url,
    (url) => findClaimant(url, video, urls) !== undefined,
  );
  if (slug === wanted) return { chosen: first };
  const chosen = makeCandidate(slug);
  const takenBy = findClaimant(first.url ?? '', video, urls);
  if (takenBy === undefined) return { chosen };
  return { chosen, clash: { videoId: video.id, path: chosen.path, wanted, slug, takenBy } };
}

/** Another page with a URL. A URL of an earlier page of the same video is free. */
function findClaimant(url: string, { id }: Video, urls: UrlIndex): string | undefined {
  return urls.findClaimant(url, nameRemoved(id));
}

/** A new page's fields, the two lists of URLs as the config has them. */
function makeFields(tokens: Tokens, rules: Rules): Field[] {
  return rules.fields.flatMap(({ key, value }): Field | [] => {
    const filled = key === 'slug' ? tokens['slug'] : fillTemplate(value, tokens);
    return filled === undefined ? [] : { key, value: filled, timestamp: isTimestampTemplate(value) };
  });
}

function createField({ key, value, timestamp }: Field): FieldChange {
  const change = { key, action: 'set', reason: 'new-page', after: value } as const;
  return timestamp ? { ...change, timestamp } : change;
}

function toData(fields: Field[]): Record<string, Value> {
  const isNested = ({ key }: Field) => key.includes('.');
  const data = makeRecord();
  for (const field of fields) if (!isNested(field)) data[field.key] = field.value;
  return fields.filter(isNested).reduce((all, { key, value }) => withKey(all, key, value), data);
}

function rememberValues(fields: Field[], lists: string[]): LockfileEntry['values'] {
  const values = makeRecord();
  for (const { key, value } of fields) if (!lists.includes(key)) values[key] = value;
  return values;
}
