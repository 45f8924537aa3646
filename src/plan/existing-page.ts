import type { LockEntry } from '../content/lock.ts';
import type { PageFacts } from '../content/page.ts';
import type { FieldChange, Value } from '../values.ts';
import type { Video } from '../youtube/video.ts';
import { findPageUrl } from './address.ts';
import { renderBodyTemplate } from './body-template.ts';
import type { UrlDirectory } from './directory.ts';
import { decideField } from './fields.ts';
import { isEmpty, listEntries, readKey } from './front-matter.ts';
import { decideLedger, type LedgerDecision } from './ledger.ts';
import { ledgerMemory, type PagePlan } from './new-page.ts';
import { findFreeSlug, isSlugOf } from './slug.ts';
import { fillTemplate, fillText, type Tokens } from './template.ts';
import { findWantedSlug, makeTokens } from './tokens.ts';
import type { Clash, Conflict, PageUpdate, Rules } from './types.ts';

const ledgerKeys = ['aliases', 'aliasesArchive'];

/** Plans the edits of a page that exists. Its change is null when the page stays as it is. */
export function planExistingPage(
  video: Video,
  page: PageFacts,
  last: LockEntry | undefined,
  rules: Rules,
  directory: UrlDirectory,
): PagePlan<PageUpdate> & { conflicts: Conflict[] } {
  const { slug, clash } = chooseSlug(video, page, rules, directory);
  const tokens = makeTokens(video, slug, rules);
  const { changes, conflicts, known } = decideFields(page, last, rules, tokens);

  const after = applyChanges(page.data, changes);
  const urlBefore = findPageUrl(page.data, rules.urls.page);
  const url = findPageUrl(after, rules.urls.page);
  const slugAfter = readKey(after, 'slug');
  const ledger = decidePageLedger({
    video,
    page,
    last,
    rules,
    directory,
    url,
    earlierUrls: [last?.url, urlBefore].filter((earlier) => !!earlier) as string[],
    tokens: { ...tokens, slug: isEmpty(slugAfter) ? slug : String(slugAfter) },
  });
  changes.push(...ledgerChanges(rules, ledger));
  if (url !== null) directory.claim(url, page.path);
  if (rules.missing === 'flag' && readKey(page.data, 'unavailable') === true) {
    changes.push({ key: 'unavailable', action: 'remove', reason: 'available-again', before: true });
  }

  const body = page.bodyIsEmpty && !last ? renderBodyTemplate(rules.body, video, tokens) : '';
  const isChanged = changes.length > 0 || body !== '';
  const address = url ?? last?.url ?? '';
  return {
    change: isChanged
      ? {
          action: 'update',
          videoId: video.id,
          title: video.title,
          path: page.path,
          url: address,
          changes,
          ...(body && { body }),
        }
      : null,
    entry: { url: address, fields: { ...known, ...ledgerMemory(rules, ledger) } },
    conflicts,
    ...(clash && changes.some(({ key }) => key === 'slug') && { clash }),
  };
}

/** The slug that the page would have if it followed YouTube, and the clash that gave it a number. */
function chooseSlug(
  video: Video,
  page: PageFacts,
  rules: Rules,
  directory: UrlDirectory,
): { slug: string; clash?: Clash } {
  const own = rules.fields.find(({ key }) => key === 'slug')?.own;
  const current = readKey(page.data, 'slug');
  if (own !== 'follow' && !isEmpty(current)) return { slug: String(current) };
  const wanted = findWantedSlug(video, rules);
  // A number that a clash once gave stays, whatever became of the other page.
  if (typeof current === 'string' && isSlugOf(current, wanted)) return { slug: current };
  const findClaimant = (slug: string) => {
    const url = findPageUrl({ ...page.data, slug }, rules.urls.page);
    return url === null ? undefined : directory.findClaimant(url, page.path);
  };
  const slug = findFreeSlug(wanted, (candidate) => findClaimant(candidate) !== undefined);
  const takenBy = findClaimant(wanted);
  return takenBy === undefined
    ? { slug }
    : { slug, clash: { videoId: video.id, path: page.path, wanted, slug, takenBy } };
}

function decideFields(page: PageFacts, last: LockEntry | undefined, rules: Rules, tokens: Tokens) {
  const changes: FieldChange[] = [];
  const conflicts: Conflict[] = [];
  // What the lock knows of keys that the config has dropped is kept: it may want them again.
  const known: Record<string, Value> = { ...last?.fields };
  delete known['unavailable'];
  for (const { key, value, own } of rules.fields) {
    if (ledgerKeys.includes(key)) continue;
    const decision = decideField({
      key,
      own,
      page: readKey(page.data, key),
      last: last?.fields[key],
      youtube: key === 'slug' ? (tokens['slug'] ?? undefined) : fillTemplate(value, tokens),
    });
    const { change, conflict } = decision;
    if (change)
      changes.push(change.action === 'set' && value === '{date}' ? { ...change, timestamp: true } : change);
    if (conflict) conflicts.push(conflict);
    if (decision.known !== undefined) known[key] = decision.known;
  }
  return { changes, conflicts, known };
}

interface PageLedgerState {
  video: Video;
  page: PageFacts;
  last: LockEntry | undefined;
  rules: Rules;
  directory: UrlDirectory;
  url: string | null;
  earlierUrls: string[];
  tokens: Tokens;
}

function decidePageLedger({
  video,
  page,
  last,
  rules,
  directory,
  url,
  earlierUrls,
  tokens,
}: PageLedgerState): LedgerDecision {
  const entries = (value: Value | undefined) => (value === true ? [] : listEntries(value).map(String));
  return decideLedger({
    videoId: video.id,
    aliases: entries(readKey(page.data, 'aliases')),
    archive: entries(readKey(page.data, 'aliasesArchive')),
    url,
    earlierUrls,
    wanted: rules.urls.aliases.map((template) => fillText(template, tokens)),
    isTaken: (candidate) => directory.findOwner(candidate, page.path) !== undefined,
    lastAliases: entries(last?.fields['aliases']),
    lastArchive: entries(last?.fields['aliasesArchive']),
    isPruned: rules.urls.pruneBefore !== null && video.publishedAt < rules.urls.pruneBefore,
  });
}

function ledgerChanges(rules: Rules, ledger: LedgerDecision): FieldChange[] {
  const changes: FieldChange[] = [];
  const isManaged = (key: string) => rules.fields.some((rule) => rule.key === key);
  if (isManaged('aliases')) {
    if (ledger.prune.length > 0)
      changes.push({ key: 'aliases', action: 'prune', reason: 'pruned', entries: ledger.prune });
    if (ledger.aliases.length > 0)
      changes.push({ key: 'aliases', action: 'append', reason: 'url-history', entries: ledger.aliases });
  }
  if (isManaged('aliasesArchive') && ledger.archive.length > 0) {
    changes.push({ key: 'aliasesArchive', action: 'append', reason: 'url-history', entries: ledger.archive });
  }
  return changes;
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
