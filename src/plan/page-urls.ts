import type { Generator } from '../generators/generator.ts';
import { readKey } from '../model/front-matter.ts';
import type { LockfileEntry } from '../model/lockfile.ts';
import type { VideoPage } from '../model/page.ts';
import type { Rules } from '../model/rules.ts';
import type { FieldChange, Value } from '../model/value.ts';
import { fillText, type Tokens } from '../text/template.ts';
import { readUrls } from './read-urls.ts';
import { planUrlHistory, type UrlHistoryChange } from './url-history.ts';
import type { UrlIndex } from './url-index.ts';

interface PageUrlState {
  page: VideoPage;
  /** The page's front matter after this import. */
  after: Record<string, Value>;
  last: LockfileEntry | undefined;
  rules: Rules;
  urls: UrlIndex;
  /** The aliases that the config gives every page. */
  wanted: string[];
  isPruned: boolean;
}

/** What becomes of a page's two lists, and what the lockfile keeps of them. */
export interface PageUrls {
  /** Null if it is not known. */
  url: string | null;
  changes: FieldChange[];
  remembered: Pick<LockfileEntry, 'aliases' | 'archive'>;
}

/** Plans the two lists of a page that exists, and claims its URLs. */
export function planPageUrls({ page, after, last, rules, urls, wanted, isPruned }: PageUrlState): PageUrls {
  const { generator } = urls;
  const urlBefore = urls.findUrl(page);
  const url = after === page.data ? urlBefore : urls.findUrl({ ...page, data: after });
  const history = planUrlHistory({
    generator,
    videoId: page.videoId,
    aliases: readUrls(page.data, 'live', generator),
    archive: readUrls(page.data, 'archive', generator),
    url,
    earlierUrls: [last?.url, ...(last?.pendingUrls ?? []), urlBefore].filter(
      (earlier) => !!earlier,
    ) as string[],
    wanted,
    listsOwn: rules.urls.listsOwn,
    isOwned: (candidate) => urls.findOwner(candidate, page.path) !== undefined,
    isClaimed: (candidate) => urls.findClaimant(candidate, page.path) !== undefined,
    lastAliases: last?.aliases ?? [],
    lastArchive: last?.archive ?? [],
    isPruned,
  });
  urls.claim(page.path, url === urlBefore ? null : url, [...history.aliases, ...history.archive]);
  return {
    url,
    changes: listChanges(rules, history, page.data, generator),
    remembered: rememberUrls(rules, history, generator),
  };
}

/** The aliases that the config gives a page. `{slug}` is there what it is in the page's URL. */
export function makeAliases(
  data: Record<string, Value>,
  tokens: Tokens,
  rules: Rules,
  generator: Generator,
): string[] {
  const slug = generator.findUrlSlug(data) || String(tokens['videoId']).toLowerCase();
  return rules.urls.aliases.map((template) => fillText(template, tokens, { slug }));
}

/** What the lockfile keeps of a page's two lists, for those that the config manages. */
export function rememberUrls(
  rules: Rules,
  history: { knownAliases: string[]; knownArchive: string[] },
  { urlLists: { live, archive } }: Generator,
): PageUrls['remembered'] {
  return {
    ...(isManaged(rules, live) && { aliases: history.knownAliases }),
    ...(isManaged(rules, archive) && { archive: history.knownArchive }),
  };
}

function listChanges(
  rules: Rules,
  history: UrlHistoryChange,
  data: Record<string, Value>,
  generator: Generator,
): FieldChange[] {
  const { live, archive } = generator.urlLists;
  const changes: FieldChange[] = [];
  // One text may be several aliases: as an entry of a list it would be one, that nothing serves.
  const texts = typeof readKey(data, live) === 'string' ? readUrls(data, 'live', generator) : [];
  const split = texts.length > 1 && { splitText: texts };
  if (isManaged(rules, live)) {
    if (history.prune.length > 0)
      changes.push({ key: live, action: 'prune', reason: 'pruned', entries: history.prune, ...split });
    if (history.aliases.length > 0)
      changes.push({
        key: live,
        action: 'append',
        reason: 'url-history',
        entries: history.aliases,
        ...split,
      });
  }
  if (isManaged(rules, archive) && history.archive.length > 0) {
    changes.push({ key: archive, action: 'append', reason: 'url-history', entries: history.archive });
  }
  return changes;
}

function isManaged(rules: Rules, key: string): boolean {
  return rules.fields.some((rule) => rule.key === key);
}
