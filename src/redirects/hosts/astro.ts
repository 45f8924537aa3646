import { encodePath, encodeTarget, isAbsolute } from '../encode-urls.ts';
import type { FileFormat } from '../host-format.ts';
import type { Redirect } from '../redirect-plan.ts';
import { writeTargets } from '../whole-file.ts';

/**
 * The object `redirects` of Astro's config. It adds the base path to old URLs, not to targets, and encodes paths by itself.
 * Brackets are parameters to it; `%`, `?` and `#` in an old URL fail its build or make no page.
 * Source: docs.astro.build/en/reference/configuration-reference/#redirects; withastro/astro#7774; checked with Astro 6.0.
 */
export const astro: FileFormat = {
  label: 'Astro',
  ignoresCase: false,
  answersGone: false,
  ...writeTargets(({ redirects, basePath }) =>
    redirects
      .filter(isRoute)
      .map(({ from, to }) => [from.slice(basePath.length), isAbsolute(to) ? encodeTarget(to) : to]),
  ),
  warn: (_, { redirects }) =>
    redirects
      .filter((redirect) => !isRoute(redirect))
      .map(
        ({ from, to }) =>
          `Astro cannot redirect ${encodePath(from)} to ${encodeTarget(to)}, which was left out: one of them has a character that means something to it.`,
      ),
};

function isRoute({ from, to }: Redirect): boolean {
  return !/[%?#[\]]/.test(from) && (isAbsolute(to) || !/[?#]/.test(to));
}
