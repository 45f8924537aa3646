import type { LockEntry } from '../content/lock.ts';
import type { Field } from '../values.ts';
import type { Video } from '../youtube/video.ts';
import { findPageUrl } from './address.ts';
import { renderBodyTemplate } from './body-template.ts';
import type { UrlDirectory } from './directory.ts';
import { decideLedger } from './ledger.ts';
import { findFreeSlug } from './slug.ts';
import { fillTemplate, fillText } from './template.ts';
import { findWantedSlug, makeTokens } from './tokens.ts';
import type { Clash, PageCreation, Rules } from './types.ts';

/** What planning one page brings. */
export interface PagePlan<Change> {
  change: Change | null;
  entry: LockEntry;
  clash?: Clash;
}

/** Plans the page of a video that has none yet. */
export function planNewPage(video: Video, rules: Rules, directory: UrlDirectory): PagePlan<PageCreation> {
  const wanted = findWantedSlug(video, rules);
  const path = fillText(rules.path, makeTokens(video, wanted, rules));
  const urlOf = (slug: string) =>
    findPageUrl({ slug, title: video.title, videoId: video.id, date: video.publishedAt }, rules.urls.page) ??
    '';
  const slug = findFreeSlug(
    wanted,
    (candidate) => directory.findClaimant(urlOf(candidate), path) !== undefined,
  );
  const takenBy = directory.findClaimant(urlOf(wanted), path);

  const tokens = { ...makeTokens(video, slug, rules), isShort: video.isShort ?? false };
  const fields = rules.fields.flatMap(({ key, value }): Field[] => {
    const filled = fillTemplate(value, tokens);
    return filled === undefined
      ? []
      : [{ key, value: filled, ...(value === '{date}' && { timestamp: true }) }];
  });
  const data = Object.fromEntries(fields.map(({ key, value }) => [key, key === 'slug' ? slug : value]));
  const url = findPageUrl(
    { title: video.title, date: video.publishedAt, videoId: video.id, slug, ...data },
    rules.urls.page,
  );
  const ledger = decideLedger({
    videoId: video.id,
    aliases: [],
    archive: [],
    url,
    earlierUrls: [],
    wanted: rules.urls.aliases.map((template) => fillText(template, tokens)),
    isTaken: (candidate) => directory.findOwner(candidate, path) !== undefined,
    lastAliases: [],
    lastArchive: [],
    isPruned: rules.urls.pruneBefore !== null && video.publishedAt < rules.urls.pruneBefore,
  });
  for (const field of fields) {
    if (field.key === 'slug') field.value = slug;
    if (field.key === 'aliases') field.value = ledger.aliases;
    if (field.key === 'aliasesArchive') field.value = ledger.archive;
  }
  if (url !== null) directory.claim(url, path);

  const known = rules.fields.flatMap(({ key, own }) => {
    const field = fields.find((other) => other.key === key);
    if (!field) return [];
    return [
      [
        key,
        own === 'follow' || (Array.isArray(field.value) && own === 'append') ? field.value : true,
      ] as const,
    ];
  });
  const entryFields = { ...Object.fromEntries(known), ...ledgerMemory(rules, ledger) };
  return {
    change: {
      action: 'create',
      videoId: video.id,
      title: video.title,
      path,
      url: url ?? '',
      fields,
      body: renderBodyTemplate(rules.body, video, tokens),
    },
    entry: { url: url ?? '', fields: entryFields },
    ...(takenBy !== undefined && { clash: { videoId: video.id, path, wanted, slug, takenBy } }),
  };
}

/** What the lock keeps of a page's two lists, for those that the config manages. */
export function ledgerMemory(
  rules: Rules,
  ledger: { knownAliases: string[]; knownArchive: string[] },
): Record<string, string[]> {
  const isManaged = (key: string) => rules.fields.some((rule) => rule.key === key);
  return {
    ...(isManaged('aliases') && { aliases: ledger.knownAliases }),
    ...(isManaged('aliasesArchive') && { aliasesArchive: ledger.knownArchive }),
  };
}
