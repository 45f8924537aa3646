import type { PageClaims } from '../../generators/claims.ts';
import { readKey } from '../../model/front-matter.ts';
import type { Lockfile } from '../../model/lockfile.ts';
import type { GoneUrl } from '../../model/rules.ts';
import type { SiteRules } from '../../plan/read-claims.ts';
import { listFormerIds } from '../../plan/reuploads.ts';
import { foldSlash, readPath } from './built-path.ts';
import type { WantedUrl } from './compare.ts';

/** Every URL that the site's pages ever had. */
export interface Histories {
  /** Each once, sorted. */
  urls: WantedUrl[];
  /** How many belong only to pages that the site does not build, such as drafts. */
  unbuilt: number;
  /** How many the config says are gone for good. */
  gone: number;
  /** Entries of lists that are not URLs of this site, as their pages spell them. */
  leftOut: { owner: string; entry: string }[];
}

/**
 * Collects the URLs that pages and lockfile remember.
 *
 * @param site what each page claims
 * @param goneUrls `urls.gone`: those without an address are not meant to be answered
 * @param nameFile makes a page's path one for messages
 */
export function collectHistories(
  site: readonly PageClaims[],
  lockfile: Lockfile,
  goneUrls: readonly GoneUrl[],
  rules: Pick<SiteRules, 'generator' | 'served'>,
  nameFile: (path: string) => string,
): Histories {
  const { resolveEntry, foldPath } = rules.generator;
  const urls = new Map<string, WantedUrl & { isBuilt: boolean }>();
  const leftOut = new Map<string, { owner: string; entry: string }>();
  const note = (owner: string, entry: string, path: string | null, isBuilt: boolean) => {
    if (path === null) return void leftOut.set(`${owner}\0${entry}`, { owner, entry });
    const readable = readPath(path);
    const key = foldSlash(readable);
    const known = urls.get(key) ?? { path: readable, owners: [], isBuilt: false };
    if (!known.owners.includes(owner)) known.owners.push(owner);
    urls.set(key, { ...known, isBuilt: known.isBuilt || isBuilt });
  };
  const pages = new Map<string, PageClaims>();
  for (const claims of site) {
    if (claims.page.videoId !== null) pages.set(claims.page.videoId, claims);
    for (const id of listFormerIds([claims.page])) pages.set(id, claims);
    for (const { text, path } of [...claims.aliases, ...claims.archive]) {
      note(nameFile(claims.page.path), text, path, isMeantToBeBuilt(claims, rules));
    }
  }
  for (const [id, { url, aliases = [], archive = [], pendingUrls = [] }] of Object.entries(lockfile.pages)) {
    const page = pages.get(id);
    const owner = page ? nameFile(page.page.path) : `video ${id} in the lockfile`;
    const isBuilt = !page || isMeantToBeBuilt(page, rules);
    for (const own of [url, ...pendingUrls]) if (own !== null) note(owner, own, own, isBuilt);
    for (const entry of [...aliases, ...archive]) note(owner, entry, resolveEntry(entry, url).path, isBuilt);
  }
  const gone = new Set(goneUrls.filter(({ to }) => to === null).map(({ from }) => foldPath(readPath(from))));
  const isGone = ({ path }: WantedUrl) => gone.has(foldPath(path));
  const all = [...urls.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  const wanted = all.filter((url) => !isGone(url));
  return {
    urls: wanted.filter(({ isBuilt }) => isBuilt).map(({ path, owners }) => ({ path, owners })),
    unbuilt: wanted.filter(({ isBuilt }) => !isBuilt).length,
    gone: all.length - wanted.length,
    leftOut: [...leftOut.values()],
  };
}

/** Whether code of the site leaves a draft out, only the site knows: its URLs may be dead, and are not looked up. */
function isMeantToBeBuilt(
  { page, unbuilt }: PageClaims,
  { generator, served }: Pick<SiteRules, 'generator' | 'served'>,
): boolean {
  const isDraft = generator.draftFields.every(({ key, value }) => readKey(page.data, key) === value);
  return unbuilt === null && (served.buildsDrafts || !isDraft);
}
