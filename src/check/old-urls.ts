import type { PageClaims } from '../generators/claims.ts';
import type { Generator } from '../generators/generator.ts';
import { readPath } from '../generators/url-path.ts';
import { type Finding, joinNames } from '../model/finding.ts';
import { collectClaims, isPublished, type NameFile } from './site-rules.ts';

/** What the plan of redirects cannot redirect. */
export interface Unredirected {
  /** Old URLs that could lead to several pages, with the paths of those pages. */
  clashes: readonly { url: string; paths: readonly string[] }[];
  /** Entries of `urls.gone` that make no rule, and whether something else answers the URL. */
  goneLeftOut: readonly { entry: string; isAnswered: boolean }[];
}

/** Archived URLs that neither a page nor an alias of any page serves, and that redirects can serve. */
export function findUnserved(
  site: PageClaims[],
  { clashes }: Unredirected,
  generator: Generator,
  severity: 'note' | 'error',
): Finding[] {
  const { foldPath, urlLists } = generator;
  const served = collectClaims(
    site.filter(({ unbuilt }) => unbuilt === null),
    generator,
  );
  const clashing = new Set(clashes.map(({ url }) => foldPath(url)));
  return site.flatMap(({ page, archive }) =>
    archive.flatMap(({ text, index, path }): Finding[] =>
      path === null || served.has(foldPath(path)) || clashing.has(foldPath(readPath(path)))
        ? []
        : [
            {
              code: 'archive-unserved',
              severity,
              path: page.path,
              key: urlLists.archive,
              entry: index,
              message: `Nothing serves ${text}, which this page once had.`,
              remedy: `Put it into ${urlLists.live}, or have the host serve what \`tubematter redirects\` writes.`,
            },
          ],
    ),
  );
}

/** Old URLs that redirects could lead to several pages: each once, without those that several pages claim now. */
export function findOldClashes(
  site: PageClaims[],
  { clashes }: Unredirected,
  generator: Generator,
  severity: 'warning' | 'error',
  nameFile: NameFile,
): Finding[] {
  if (clashes.length === 0) return [];
  const { foldPath, urlLists } = generator;
  const claims = collectClaims(site.filter(isPublished), generator);
  const pages = new Map(site.map((page) => [page.page.path, page]));
  return clashes.flatMap(({ url, paths: [path = '', ...others] }): Finding[] => {
    if ((claims.get(foldPath(url))?.length ?? 0) > 1) return [];
    return [
      {
        code: 'same-old-url',
        severity,
        path,
        ...placeOldUrl(url, pages.get(path), generator),
        message: `The old URL ${url} is also one of ${joinNames(others.map(nameFile))}: \`tubematter redirects\` cannot tell where it leads, and writes nothing.`,
        remedy: `Put it into \`${urlLists.live}\` of one page only, the one that it should lead to, or into \`urls.gone\` in the config.`,
      },
    ];
  });
}

function placeOldUrl(
  url: string,
  claims: PageClaims | undefined,
  { foldPath, urlLists }: Generator,
): Pick<Finding, 'key' | 'entry'> {
  const folded = foldPath(url);
  for (const [key, entries = []] of [
    [urlLists.live, claims?.aliases],
    [urlLists.archive, claims?.archive],
  ] as const) {
    const entry = entries.find(({ path }) => path !== null && foldPath(readPath(path)) === folded);
    if (entry) return { key, entry: entry.index };
  }
  return { key: null, entry: null };
}

/**
 * Entries of `urls.gone` that lead in a circle.
 *
 * @param path the config's, below the folder that is read
 */
export function findCircles({ goneLeftOut }: Unredirected, path: string, isStrict: boolean): Finding[] {
  return goneLeftOut
    .filter(({ isAnswered }) => !isAnswered)
    .map(({ entry }) => ({
      code: 'gone-circle',
      severity: isStrict ? 'error' : 'warning',
      path,
      key: null,
      entry: null,
      message: `\`urls.gone\` leads ${entry} in a circle: it gets no redirect.`,
      remedy: 'Let it lead to a page or to another site, or write 410 if it is gone for good.',
    }));
}
