import { hasImpossible } from '../../generators/url-path.ts';
import { encodeTarget, isAbsolute, isFile } from '../encode-urls.ts';
import type { FileFormat } from '../host-format.ts';
import { markLines } from '../marked-lines.ts';
import { quoteWord } from '../quote-word.ts';

/**
 * Rules for an `.htaccess` in the site's root: only mod_alias, no rewriting. A pattern is matched against the decoded
 * path, letter case included, and comes before the files; Apache encodes the path of the target by itself. Source:
 * httpd.apache.org/docs/2.4/mod/mod_alias.html#redirectmatch; checked with Apache 2.4.71.
 */
export const apache: FileFormat = {
  label: 'Apache',
  ignoresCase: false,
  answersGone: true,
  ...markLines(/^\.htaccess$|\.conf$/, ({ redirects, gone }) =>
    [
      ...redirects.flatMap(({ from, to }) => {
        const target = findApacheTarget(to);
        return target === null
          ? []
          : `RedirectMatch 301 ${matchPath(from)} ${quoteWord(target.replace(/[\\$&]/g, '\\$&'))}\n`;
      }),
      ...gone.map((from) => `RedirectMatch 410 ${matchPath(from)}\n`),
    ].join(''),
  ),
  warn: (_, { redirects }) =>
    [...new Set(redirects.map(({ to }) => to).filter((to) => findApacheTarget(to) === null))].map(
      (to) => `RedirectMatch cannot lead to ${encodeTarget(to)}; its old URLs were left out.`,
    ),
};

function matchPath(from: string): string {
  const path = from.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return quoteWord(`^${path}${isFile(from) ? '' : '/?'}$`);
}

/**
 * A target as Apache wants it, its path decoded and the rest encoded; null where that is not possible. Apache takes `?` and
 * `#` in a path for the beginning of a query or a fragment, encoded or not.
 */
function findApacheTarget(to: string): string | null {
  if (!isAbsolute(to)) return /[?#]/.test(to) ? null : to;
  const [, origin = '', path = '', rest = ''] =
    /^(\w+:\/\/[^/?#]+)([^?#]*)(.*)$/.exec(encodeTarget(to)) ?? [];
  try {
    const decoded = decodeURIComponent(path);
    const isChanged = /%2f/i.test(path) || /[?#]/.test(decoded) || hasImpossible(decoded);
    return isChanged ? null : `${origin}${decoded}${rest}`;
  } catch {
    return null;
  }
}
