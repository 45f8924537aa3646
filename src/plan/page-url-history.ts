import { findPageUrl, findUrlSlug } from '../generators/hugo/page-url.ts';
import { listUrls, readKey } from '../model/front-matter.ts';
import type { LockEntry } from '../model/lockfile.ts';
import type { PageFacts } from '../model/page.ts';
import type { Rules } from '../model/rules.ts';
import type { FieldChange, Value } from '../model/value.ts';
import { fillText, type Tokens } from '../text/template.ts';
import { decideLedger, type LedgerDecision } from './url-history.ts';
import type { UrlDirectory } from './url-index.ts';

interface PageLedgerState {
  page: PageFacts;
  /** The page's front matter after this import. */
  after: Record<string, Value>;
  last: LockEntry | undefined;
  rules: Rules;
  directory: UrlDirectory;
  /** The aliases that the config gives every page. */
  wanted: string[];
  isPruned: boolean;
}

/** What becomes of a page's two lists, and what the lock keeps of them. */
export interface PageLedger {
  /** Empty where only Hugo can tell. */
  url: string;
  changes: FieldChange[];
  memory: Record<string, string[]>;
}

/** Plans the two lists of a page that exists, and claims its URLs. */
export function planLedger({
  page,
  after,
  last,
  rules,
  directory,
  wanted,
  isPruned,
}: PageLedgerState): PageLedger {
  const urlBefore = directory.findUrl(page);
  const url = after === page.data ? urlBefore : findPageUrl(after, rules.urls.page);
  const ledger = decideLedger({
    videoId: page.videoId,
    aliases: listUrls(readKey(page.data, 'aliases')),
    archive: listUrls(readKey(page.data, 'aliasesArchive')),
    url,
    earlierUrls: [last?.url, urlBefore].filter((earlier) => !!earlier) as string[],
    wanted,
    isOwned: (candidate) => directory.findOwner(candidate, page.path) !== undefined,
    isClaimed: (candidate) => directory.findClaimant(candidate, page.path) !== undefined,
    lastAliases: listUrls(last?.fields['aliases']),
    lastArchive: listUrls(last?.fields['aliasesArchive']),
    isPruned,
  });
  directory.claim(page.path, url === urlBefore ? null : url, [...ledger.aliases, ...ledger.archive]);
  return { url: url ?? '', changes: listChanges(rules, ledger), memory: rememberLedger(rules, ledger) };
}

/** The aliases that the config gives a page. `{slug}` is there what it is in the page's URL. */
export function makeAliases(data: Record<string, Value>, tokens: Tokens, rules: Rules): string[] {
  const slug = findUrlSlug(data) || String(tokens['videoId']).toLowerCase();
  return rules.urls.aliases.map((template) => fillText(template, tokens, { slug }));
}

/** What the lock keeps of a page's two lists, for those that the config manages. */
export function rememberLedger(
  rules: Rules,
  ledger: { knownAliases: string[]; knownArchive: string[] },
): Record<string, string[]> {
  return {
    ...(isManaged(rules, 'aliases') && { aliases: ledger.knownAliases }),
    ...(isManaged(rules, 'aliasesArchive') && { aliasesArchive: ledger.knownArchive }),
  };
}

function listChanges(rules: Rules, ledger: LedgerDecision): FieldChange[] {
  const changes: FieldChange[] = [];
  if (isManaged(rules, 'aliases')) {
    if (ledger.prune.length > 0)
      changes.push({ key: 'aliases', action: 'prune', reason: 'pruned', entries: ledger.prune });
    if (ledger.aliases.length > 0)
      changes.push({ key: 'aliases', action: 'append', reason: 'url-history', entries: ledger.aliases });
  }
  if (isManaged(rules, 'aliasesArchive') && ledger.archive.length > 0) {
    changes.push({ key: 'aliasesArchive', action: 'append', reason: 'url-history', entries: ledger.archive });
  }
  return changes;
}

function isManaged(rules: Rules, key: string): boolean {
  return rules.fields.some((rule) => rule.key === key);
}
