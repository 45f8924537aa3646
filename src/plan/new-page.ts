import type { Generator } from '../generators/generator.ts';
import type { LockEntry } from '../model/lockfile.ts';
import type { Clash, PageCreation } from '../model/plan.ts';
import type { Rules } from '../model/rules.ts';
import type { Field } from '../model/value.ts';
import type { Video } from '../model/video.ts';
import { fillTemplate, fillText, type Tokens } from '../text/template.ts';
import { renderBodyTemplate } from './body-template.ts';
import { makeAliases, rememberLedger } from './page-url-history.ts';
import { findFreeSlug } from './slug.ts';
import { addSlug, findWantedSlug, makeTokens } from './tokens.ts';
import { decideLedger } from './url-history.ts';
import type { UrlDirectory } from './url-index.ts';

/** What planning one page brings. */
export interface PagePlan<Change> {
  change: Change | null;
  entry: LockEntry;
  clash?: Clash;
}

/** Plans the page of a video that has none yet. */
export function planNewPage(
  video: Video,
  rules: Rules,
  directory: UrlDirectory,
  generator: Generator,
): PagePlan<PageCreation> {
  const tokensOfVideo = makeTokens(video, rules, generator);
  const wanted = findWantedSlug(video, tokensOfVideo, rules);
  const draft = (slug: string) => {
    const tokens = addSlug(tokensOfVideo, slug);
    const fields = makeFields(tokens, rules);
    const data = toData(fields);
    return { tokens, fields, data, url: generator.findPageUrl(data, rules.urls.page) };
  };
  const first = draft(wanted);
  const findUrl = (slug: string) => (slug === wanted ? first : draft(slug)).url;
  // The page has no path before it has a slug: whoever has a URL is another one.
  const findClaimant = (url: string) => directory.findClaimant(url, '');
  const slug = findFreeSlug(wanted, findUrl, (url) => findClaimant(url) !== undefined);
  const takenBy = slug === wanted ? undefined : findClaimant(first.url ?? '');

  const { tokens, fields, data, url } = slug === wanted ? first : draft(slug);
  const path = fillText(rules.file, tokens);
  const ledger = decideLedger({
    generator,
    videoId: video.id,
    aliases: [],
    archive: [],
    url,
    earlierUrls: [],
    wanted: makeAliases(data, tokens, rules, generator),
    isOwned: (candidate) => directory.findOwner(candidate, '') !== undefined,
    isClaimed: (candidate) => findClaimant(candidate) !== undefined,
    lastAliases: [],
    lastArchive: [],
    isPruned: rules.urls.pruneBefore !== null && video.publishedAt < rules.urls.pruneBefore,
  });
  for (const field of fields) {
    if (field.key === generator.urlLists.live) field.value = ledger.aliases;
    if (field.key === generator.urlLists.archive) field.value = ledger.archive;
  }
  directory.claim(path, url, [...ledger.aliases, ...ledger.archive]);
  return {
    change: {
      action: 'create',
      videoId: video.id,
      title: video.title,
      path,
      url: url ?? '',
      fields,
      makeBody: () => renderBodyTemplate(rules.body, video, tokens, generator),
    },
    entry: {
      url: url ?? '',
      fields: { ...rememberFields(fields, rules), ...rememberLedger(rules, ledger, generator) },
    },
    ...(takenBy !== undefined && { clash: { videoId: video.id, path, wanted, slug, takenBy } }),
  };
}

/** A new page's fields, the two lists of URLs as the config has them. */
function makeFields(tokens: Tokens, rules: Rules): Field[] {
  const known: Tokens = { ...tokens, isShort: tokens['isShort'] ?? false };
  return rules.fields.flatMap(({ key, value }): Field[] => {
    const filled = key === 'slug' ? known['slug'] : fillTemplate(value, known);
    return filled === undefined
      ? []
      : [{ key, value: filled, ...(value === '{date}' && { timestamp: true }) }];
  });
}

function toData(fields: Field[]): Record<string, Field['value']> {
  return Object.fromEntries(fields.map(({ key, value }) => [key, value]));
}

function rememberFields(fields: Field[], rules: Rules): LockEntry['fields'] {
  const updateRules = new Map(rules.fields.map(({ key, update }) => [key, update]));
  return Object.fromEntries(
    fields.map(({ key, value }) => {
      const update = updateRules.get(key);
      return [key, update === 'until-edited' || (update === 'append' && Array.isArray(value)) ? value : null];
    }),
  );
}
