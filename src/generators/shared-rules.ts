import { type Finding, joinNames } from '../model/finding.ts';
import type { Page } from '../model/page.ts';
import type { AliasFault, PageClaims, Unbuilt } from './claims.ts';

/** What is wrong with one page, without the path. */
export type PageFinding = Omit<Finding, 'path'>;

/** Entries of the live list that make no redirect. `words` follow the entry. */
export function findRefusedAliases(
  { aliases }: PageClaims,
  key: string,
  words: Record<AliasFault, string>,
): PageFinding[] {
  return aliases.flatMap(({ text, index, fault }): PageFinding[] =>
    fault === null
      ? []
      : [
          {
            code: 'alias-refused',
            severity: 'error',
            key,
            entry: index,
            message: `The alias "${text}" ${words[fault]}.`,
            remedy: 'Write it as a path from the root of the site, such as /old-name, or take it out.',
          },
        ],
  );
}

const plainWords: Record<AliasFault, string> = {
  empty: 'is empty',
  absolute: 'is an absolute URL: no redirect leads from it',
  root: "is the site's home page",
  climbs: 'leads out of the site with ".."',
};

/** The same where the generator does not read the list, and makes no redirects of it. */
export function findPlainAliasFaults(claims: PageClaims, key: string): PageFinding[] {
  return findRefusedAliases(claims, key, plainWords);
}

/** A page of a video whose URL is not known: it is never moved, and no redirect can lead to it. */
export function findUnknownUrl(
  { page, url, unbuilt }: PageClaims,
  label: string,
  explain: (page: Page) => string | null,
  remedy = 'No action is needed, unless old URLs are to lead to it: then write its URL out.',
): PageFinding[] {
  const why = url === null && unbuilt === null && page.videoId !== null ? explain(page) : null;
  if (why === null) return [];
  return [
    {
      code: 'url-unknown',
      severity: 'note',
      key: null,
      entry: null,
      message: `Under which URL ${label} serves this page is not known, because ${why}: an import changes nothing that may move it.`,
      remedy,
    },
  ];
}

/** Redirects of a page that is not built, unless it is a draft: that one is meant to wait. `words` follow "it". */
export function findUnbuiltAliases(
  { aliases, unbuilt }: PageClaims,
  key: string,
  label: string,
  words: Record<Unbuilt, string>,
): PageFinding[] {
  if (unbuilt === null || unbuilt === 'draft' || aliases.length === 0) return [];
  const texts = joinNames(aliases.map(({ text }) => text));
  return [
    {
      code: 'alias-unbuilt',
      severity: 'warning',
      key,
      entry: null,
      message: `${label} does not build this page, because it ${words[unbuilt]}: its aliases (${texts}) lead nowhere.`,
      remedy: 'Have the page built, or give its aliases to another page.',
    },
  ];
}
