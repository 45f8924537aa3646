import { hasImpossible } from '../generators/url-path.ts';
import { encodeTarget, type HostFormat, isAbsolute, listSpellings } from './host-format.ts';
import type { Redirect } from './redirect-plan.ts';

/**
 * Maps for nginx's http block. Their strings are matched in any letter case, against the decoded path; one may stand in a
 * map once. Hash buckets must hold the longest key, which is more than nginx's default for most slugs.
 * Source: nginx.org/en/docs/http/ngx_http_map_module.html, nginx.org/en/docs/hash.html.
 */
export const nginx: HostFormat = {
  ignoresCase: true,
  hasComments: true,
  answersGone: true,
  write: (redirects, gone) => {
    const maps = makeMaps(redirects, gone);
    const keys = [...redirects.map(({ from }) => from), ...gone];
    const longest = Math.max(64, ...keys.map((from) => new TextEncoder().encode(from).length));
    const most = Math.max(...maps.map(({ rules }) => rules.length));
    return [
      maps.length === 1
        ? '# Include this file in the http block, and put this line into the server block:'
        : '# Include this file in the http block, and put these lines into the server block:',
      ...maps.map(({ variable, answer }) => `#   if (${variable}) { return ${answer}; }`),
      '# If your configuration sets the two sizes already, set at least these there and take them out here.',
      `map_hash_bucket_size ${powerOfTwo(longest + 64)};`,
      `map_hash_max_size ${powerOfTwo(Math.max(2048, most * 2))};`,
      ...maps.map(({ variable, rules }) => `map $uri ${variable} {\n${rules.join('')}}`),
      '',
    ].join('\n');
  },
  warn: (_, redirects, gone) => {
    const [, ...others] = makeMaps(redirects, gone);
    return others.map(
      ({ variable, answer }) =>
        `nginx needs a line of its own in the server block for \`urls.gone\`: if (${variable}) { return ${answer}; }`,
    );
  },
};

/** A map of paths to what a variable holds there. Only what leads to a page takes the visitor's query along. */
interface NginxMap {
  variable: string;
  answer: string;
  rules: string[];
}

/** The first is always there, the others where they have rules. */
function makeMaps(redirects: Redirect[], gone: string[]): NginxMap[] {
  const list = (from: string, value: string) =>
    listSpellings(from).map((path) => `  ${quote(path)} ${quote(value)};\n`);
  const listTargets = (chosen: Redirect[]) => chosen.flatMap(({ from, to }) => list(from, encodeTarget(to)));
  const pages: NginxMap = {
    variable: '$tubematter_target',
    answer: '301 $tubematter_target$is_args$args',
    rules: listTargets(redirects.filter(({ to }) => !isAbsolute(to))),
  };
  const others: NginxMap[] = [
    {
      variable: '$tubematter_address',
      answer: '301 $tubematter_address',
      rules: listTargets(redirects.filter(({ to }) => isAbsolute(to))),
    },
    { variable: '$tubematter_gone', answer: '410', rules: gone.flatMap((from) => list(from, '1')) },
  ];
  return [pages, ...others.filter(({ rules }) => rules.length > 0)];
}

function powerOfTwo(least: number): number {
  return 2 ** Math.ceil(Math.log2(least));
}

/**
 * Rules for an `.htaccess` in the site's root: mod_alias alone, no rewriting. A pattern is matched against the decoded
 * path, letter case included, and comes before the files; Apache encodes the path of the target by itself.
 * Source: httpd.apache.org/docs/2.4/mod/mod_alias.html#redirectmatch; checked with Apache 2.4.71.
 */
export const apache: HostFormat = {
  ignoresCase: false,
  hasComments: true,
  answersGone: true,
  write: (redirects, gone) =>
    [
      ...redirects.flatMap(({ from, to }) => {
        const target = findApacheTarget(to);
        return target === null
          ? []
          : `RedirectMatch 301 ${matchPath(from)} ${quote(target.replace(/[\\$&]/g, '\\$&'))}\n`;
      }),
      ...gone.map((from) => `RedirectMatch 410 ${matchPath(from)}\n`),
    ].join(''),
  warn: (_, redirects) =>
    [...new Set(redirects.map(({ to }) => to).filter((to) => findApacheTarget(to) === null))].map(
      (to) => `RedirectMatch cannot lead to ${encodeTarget(to)}; its old URLs were left out.`,
    ),
};

function matchPath(from: string): string {
  const path = from.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return quote(`^${path}${from.endsWith('.html') ? '' : '/?'}$`);
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

/** A quoted word of a configuration; both servers read `\\` and `\"` in it, and take every other character as it is. */
function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
