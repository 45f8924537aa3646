import { count } from '../../text/counts.ts';
import { encodePath, encodeTarget } from '../encode-urls.ts';
import type { FileFormat } from '../host-format.ts';
import { listRules, markLines } from '../marked-lines.ts';

/**
 * GitLab Pages' `_redirects`. A rule matches the decoded path with and without a trailing slash, and answers where no file
 * does; `301!` is refused. Words are split at white space, `*` and `:name` are patterns, and a path is read as a URL.
 * Source: docs.gitlab.com/user/project/pages/redirects; gitlab-org/gitlab-pages, internal/redirects.
 */
export const gitlab: FileFormat = {
  label: 'GitLab Pages',
  ignoresCase: false,
  answersGone: false,
  ...markLines(/^_redirects$/, ({ redirects }) =>
    redirects
      .filter(({ from }) => canMatch(from))
      .map(({ from, to }) => `${from} ${encodeTarget(to)} 301\n`)
      .join(''),
  ),
  warn(text, { redirects }) {
    const { length } = listRules(text);
    const bytes = new TextEncoder().encode(text).length;
    const odd = redirects.filter(({ from }) => !canMatch(from));
    return [
      ...(length > 1000
        ? [
            `GitLab Pages takes 1,000 redirects; these are ${length}, and those beyond are passed over. Prune aliases, or write stub files with --format html.`,
          ]
        : []),
      ...(bytes > 64 * 1024
        ? [
            `GitLab Pages reads no _redirects over 64 KB; this one has ${Math.ceil(bytes / 1024)} KB. Prune aliases, or write stub files with --format html.`,
          ]
        : []),
      ...(odd.length > 0
        ? [
            `GitLab Pages cannot match ${count(odd.length, 'old URL')} with spaces, patterns or the like, which got no rule: ${odd.map(({ from }) => encodePath(from)).join(', ')}.`,
          ]
        : []),
    ];
  },
};

function canMatch(from: string): boolean {
  return !/[\s%?#*]|:[a-z]/i.test(from) && from.split('/').length <= 26;
}
