import { encodePath, type Format, listSpellings } from './format.ts';

/**
 * A map for nginx's http block. Its strings are matched in any letter case, against the decoded path; one may stand in
 * it once. Hash buckets must hold the longest key, which is more than nginx's default for most slugs.
 * Source: nginx.org/en/docs/http/ngx_http_map_module.html, nginx.org/en/docs/hash.html.
 */
export const nginx: Format = {
  ignoresCase: true,
  hasComments: true,
  write: (redirects) => {
    const rules = redirects.flatMap(({ from, to }) =>
      listSpellings(from).map((path) => `  ${quote(path)} ${quote(encodePath(to))};\n`),
    );
    const keys = redirects.map(({ from }) => new TextEncoder().encode(from).length);
    const bucket = powerOfTwo(Math.max(64, ...keys) + 64);
    return [
      '# Include this file in the http block, and put this line into the server block:',
      '#   if ($tubematter_target) { return 301 $tubematter_target$is_args$args; }',
      '# If your configuration sets the two sizes already, set at least these there and take them out here.',
      `map_hash_bucket_size ${bucket};`,
      `map_hash_max_size ${powerOfTwo(Math.max(2048, rules.length * 2))};`,
      'map $uri $tubematter_target {',
      `${rules.join('')}}`,
      '',
    ].join('\n');
  },
  warn: () => [],
};

function powerOfTwo(least: number): number {
  return 2 ** Math.ceil(Math.log2(least));
}

/**
 * Rules for an `.htaccess` in the site's root: mod_alias alone, no rewriting. A pattern is matched against the decoded
 * path, letter case included, and comes before the files; Apache encodes the target by itself.
 * Source: httpd.apache.org/docs/2.4/mod/mod_alias.html#redirectmatch; checked with Apache 2.4.71.
 */
export const apache: Format = {
  ignoresCase: false,
  hasComments: true,
  write: (redirects) =>
    redirects
      .filter(({ to }) => !needsEncoding(to))
      .map(({ from, to }) => {
        const path = from.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
        const slash = from.endsWith('.html') ? '' : '/?';
        return `RedirectMatch 301 ${quote(`^${path}${slash}$`)} ${quote(to.replace(/[\\$&]/g, '\\$&'))}\n`;
      })
      .join(''),
  warn: (_, redirects) =>
    [...new Set(redirects.map(({ to }) => to).filter(needsEncoding))].map(
      (to) => `RedirectMatch cannot lead to ${encodePath(to)}; its old URLs were left out.`,
    ),
};

/** Apache takes these in a target for the beginning of a query or a fragment, encoded or not. */
function needsEncoding(to: string): boolean {
  return /[?#]/.test(to);
}

/** A quoted word of a configuration; both servers read `\\` and `\"` in it, and take every other character as it is. */
function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
