import type { Generator } from '../generators/generator.ts';
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
  generator: Generator;
  /** The aliases that the config gives every page. */
  wanted: string[];
  isPruned: boolean;
}

/** What becomes of a page's two lists, and what the lock keeps of them. */
export interface PageLedger {
  /** Empty where only the generator can tell. */
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
  generator,
  wanted,
  isPruned,
}: PageLedgerState): PageLedger {
  const { live, archive } = generator.urlLists;
  const urlBefore = directory.findUrl(page);
  const url = after === page.data ? urlBefore : generator.findPageUrl(after, rules.urls.page);
  const ledger = decideLedger({
    generator,
    videoId: page.videoId,
    aliases: listUrls(readKey(page.data, live)),
    archive: listUrls(readKey(page.data, archive)),
    url,
    earlierUrls: [last?.url, urlBefore].filter((earlier) => !!earlier) as string[],
    wanted,
    isOwned: (candidate) => directory.findOwner(candidate, page.path) !== undefined,
    isClaimed: (candidate) => directory.findClaimant(candidate, page.path) !== undefined,
    lastAliases: listUrls(last?.fields[live]),
    lastArchive: listUrls(last?.fields[archive]),
    isPruned,
  });
  directory.claim(page.path, url === urlBefore ? null : url, [...ledger.aliases, ...ledger.archive]);
  return {
    url: url ?? '',
    changes: listChanges(rules, ledger, generator),
    memory: rememberLedger(rules, ledger, generator),
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

/** What the lock keeps of a page's two lists, for those that the config manages. */
export function rememberLedger(
  rules: Rules,
  ledger: { knownAliases: string[]; knownArchive: string[] },
  { urlLists: { live, archive } }: Generator,
): Record<string, string[]> {
  return {
    ...(isManaged(rules, live) && { [live]: ledger.knownAliases }),
    ...(isManaged(rules, archive) && { [archive]: ledger.knownArchive }),
  };
}

function listChanges(
  rules: Rules,
  ledger: LedgerDecision,
  { urlLists: { live, archive } }: Generator,
): FieldChange[] {
  const changes: FieldChange[] = [];
  if (isManaged(rules, live)) {
    if (ledger.prune.length > 0)
      changes.push({ key: live, action: 'prune', reason: 'pruned', entries: ledger.prune });
    if (ledger.aliases.length > 0)
      changes.push({ key: live, action: 'append', reason: 'url-history', entries: ledger.aliases });
  }
  if (isManaged(rules, archive) && ledger.archive.length > 0) {
    changes.push({ key: archive, action: 'append', reason: 'url-history', entries: ledger.archive });
  }
  return changes;
}

function isManaged(rules: Rules, key: string): boolean {
  return rules.fields.some((rule) => rule.key === key);
}
