import type { ListEntry, PageClaims } from '../generators/claims.ts';
import type { Generator } from '../generators/generator.ts';
import { type Finding, joinNames } from '../model/finding.ts';
import { readKey } from '../model/front-matter.ts';

/** How a message names a page, given its path below the folder that was read. */
export type NameFile = (path: string) => string;

/** One page's claim to a URL: as its own, or by an entry of its live list. */
interface Claim {
  claims: PageClaims;
  entry: ListEntry | null;
}

/** Two or more pages that name one video. */
export function findTwoPages(site: PageClaims[], nameFile: NameFile): Finding[] {
  const pages = new Map<string, PageClaims[]>();
  for (const claims of site) {
    const { videoId } = claims.page;
    if (videoId !== null) pages.set(videoId, [...(pages.get(videoId) ?? []), claims]);
  }
  return [...pages].flatMap(([videoId, [first, ...others]]): Finding[] =>
    first === undefined || others.length === 0
      ? []
      : [
          {
            code: 'two-pages',
            severity: 'error',
            path: first.page.path,
            key: first.page.idKey ?? 'videoId',
            entry: null,
            message: `The video ${videoId} also has ${joinNames(others.map(({ page }) => nameFile(page.path)))}; an import skips them if several are in the content folder.`,
            remedy: 'Remove its id from all pages but one.',
          },
        ],
  );
}

/** That the site shows none of its pages about videos, as where its configuration does not know their folder. */
export function findNoneBuilt(site: PageClaims[], { label }: Generator): Finding[] {
  const pages = site.filter(({ page }) => page.videoId !== null);
  const [first] = pages;
  if (!first || pages.some(({ unbuilt }) => unbuilt !== 'not-rendered')) return [];
  return [
    {
      code: 'none-built',
      severity: 'warning',
      path: first.page.path,
      key: null,
      entry: null,
      message: `${label} builds ${pages.length === 1 ? 'no page' : `none of the ${pages.length} pages`} about videos.`,
      remedy: 'Have the configuration of the site include their folder.',
    },
  ];
}

/** URLs that several pages claim: each once, however many pages there are. */
export function findClashes(site: PageClaims[], generator: Generator, nameFile: NameFile): Finding[] {
  return [...collectClaims(site.filter(isPublished), generator)].flatMap(([url, claimants]) =>
    claimants.length > 1 ? describeClash(url, claimants, generator, nameFile) : [],
  );
}

/** Whether a page is built now, or will in time. A draft or expired page may have left its URL to another. */
export function isPublished({ unbuilt }: PageClaims): boolean {
  return unbuilt === null || unbuilt === 'future';
}

/** Who claims which URL. A page that claims one twice, by its own URL and an alias or by two aliases, counts once. */
export function collectClaims(site: PageClaims[], { foldPath }: Generator): Map<string, Claim[]> {
  const urls = new Map<string, Claim[]>();
  const add = (path: string | null, claim: Claim) => {
    if (path === null) return;
    const key = foldPath(path);
    const claimants = urls.get(key);
    if (claimants === undefined) urls.set(key, [claim]);
    else if (claimants.at(-1)?.claims !== claim.claims) claimants.push(claim);
  };
  for (const claims of site) {
    add(claims.url, { claims, entry: null });
    for (const entry of claims.aliases) add(entry.path, { claims, entry });
  }
  return urls;
}

function describeClash(url: string, claimants: Claim[], generator: Generator, nameFile: NameFile): Finding[] {
  const { label } = generator;
  const place = (claim: Claim) => placeClaim(claim, generator);
  const [owner, ...otherOwners] = claimants.filter(({ entry }) => entry === null);
  const [alias, ...otherAliases] = claimants.filter(({ entry }) => entry !== null);
  const isSure = !claimants.some(({ claims, entry }) => entry === null && claims.isGuess);
  const severity = isSure ? 'error' : 'warning';
  const unless = isSure ? '' : ', unless the permalinks of the site say otherwise';
  if (owner && otherOwners.length > 0) {
    const others = claimants.filter((claim) => claim !== owner);
    return [
      {
        ...place(owner),
        code: 'same-url',
        severity,
        message: `The URL ${url} is also that of ${nameClaims(others, nameFile)}${unless}: which page ${label} writes there depends on the build.`,
        remedy: 'Give each page its own url or slug.',
      },
    ];
  }
  if (!alias) return [];
  if (owner) {
    return [
      {
        ...place(alias),
        code: 'alias-is-url',
        severity,
        message: `The alias ${alias.entry?.text} is the URL of ${nameClaims([owner, ...otherAliases], nameFile)}${unless}: which of them ${label} writes there depends on the build.`,
        remedy: 'Take the alias out here, or give the other page another URL.',
      },
    ];
  }
  return [
    {
      ...place(alias),
      code: 'same-alias',
      severity,
      message: `The alias ${alias.entry?.text} is also an alias of ${joinNames(otherAliases.map(({ claims }) => nameFile(claims.page.path)))}: where it leads depends on the build.`,
      remedy: 'Leave it to the page that it should lead to, and take it out of the others.',
    },
  ];
}

function nameClaims(claims: Claim[], nameFile: NameFile): string {
  return joinNames(
    claims.map((claim) => `${nameFile(claim.claims.page.path)}${claim.entry ? ' (an alias there)' : ''}`),
  );
}

function placeClaim(
  { claims, entry }: Claim,
  { urlKeys, urlLists }: Generator,
): Pick<Finding, 'path' | 'key' | 'entry'> {
  const { data, path } = claims.page;
  const key = urlKeys.find((name) => readKey(data, name) !== undefined) ?? null;
  return entry ? { path, key: urlLists.live, entry: entry.index } : { path, key, entry: null };
}
