import { encodeTarget, isAbsolute, listSpellings } from '../encode-urls.ts';
import type { FileFormat, HostRules } from '../host-format.ts';
import { refuseOthers } from '../list-urls.ts';
import { listBlocks, markLines } from '../marked-lines.ts';
import { quoteWord } from '../quote-word.ts';
import type { Redirect } from '../redirect-plan.ts';

const { accepts, place } = markLines(/\.conf$/, writeMaps);

/**
 * Maps for nginx's http block. Their strings are matched in any letter case, against the decoded path; one may be in a
 * map once. Hash buckets must hold the longest key, which is more than nginx's default for most slugs. A block can have
 * the maps and the sizes once, so that no two sites share a file. Source:
 * nginx.org/en/docs/http/ngx_http_map_module.html, nginx.org/en/docs/hash.html.
 */
export const nginx: FileFormat = {
  label: 'nginx',
  ignoresCase: true,
  answersGone: true,
  accepts,
  place(rules, current) {
    for (const { rules: former } of listBlocks(current)) refuseOthers(former, rules);
    return place(rules, current);
  },
  warn(_, { redirects, gone }) {
    const [, ...others] = makeMaps(redirects, gone);
    return others.map(
      ({ variable, answer }) =>
        `nginx needs a line of its own in the server block for \`urls.gone\`: if (${variable}) { return ${answer}; }`,
    );
  },
};

function writeMaps({ redirects, gone }: HostRules): string {
  const maps = makeMaps(redirects, gone);
  const keys = [...redirects.map(({ from }) => from), ...gone];
  const longest = Math.max(64, ...keys.map((from) => new TextEncoder().encode(from).length));
  const most = Math.max(...maps.map(({ rules }) => rules.length));
  return [
    maps.length === 1
      ? '# Include this file in the http block, and put this line into the server block:'
      : '# Include this file in the http block, and put these lines into the server block:',
    ...maps.map(({ variable, answer }) => `#   if (${variable}) { return ${answer}; }`),
    '# The two sizes may stand in the http block once, and before its first map.',
    `map_hash_bucket_size ${powerOfTwo(longest + 64)};`,
    `map_hash_max_size ${powerOfTwo(Math.max(2048, most * 2))};`,
    ...maps.map(({ variable, rules }) => `map $uri ${variable} {\n${rules.join('')}}`),
    '',
  ].join('\n');
}

/** A map of paths to what a variable holds there. Only what leads to a page takes the visitor's query along. */
interface NginxMap {
  variable: string;
  answer: string;
  rules: string[];
}

/** The first is always there, the others where they have rules. */
function makeMaps(redirects: readonly Redirect[], gone: readonly string[]): NginxMap[] {
  const list = (from: string, value: string) =>
    listSpellings(from).map((path) => `  ${quoteWord(path)} ${quoteWord(value)};\n`);
  const listTargets = (chosen: readonly Redirect[]) =>
    chosen.flatMap(({ from, to }) => list(from, encodeTarget(to)));
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
