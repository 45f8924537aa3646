import { isRecord } from '../../model/validation.ts';
import { count } from '../../text/counts.ts';
import { stripMark } from '../../text/json.ts';
import { encodeLikeBrowser, encodeTarget, isAbsolute, isFile } from '../encode-urls.ts';
import type { FileFormat, HostRules } from '../host-format.ts';
import { spliceEntries } from '../json-entries.ts';

/**
 * The list `redirects` of Vercel's `vercel.json`. A source is a pattern of path-to-regexp, matched against the path as it is
 * sent, letter case and slash included; it comes before any file. In the query of a target `:name` is a pattern even if it
 * is encoded.
 * Source: vercel.com/docs/project-configuration#redirects; @vercel/routing-utils, superstatic.js and schemas.js;
 * vercel/vercel#10841.
 */
export const vercel: FileFormat = {
  label: 'Vercel',
  ignoresCase: false,
  answersGone: false,
  ...spliceEntries({
    name: 'vercel.json',
    list: 'redirects',
    from: 'source',
    to: 'destination',
    write: ({ redirects }) =>
      redirects.filter(canLead).map(({ from, to }) => ({
        source: `${encodeLikeBrowser(from).replace(/[(){}:*+\\]/g, '\\$&')}${isFile(from) ? '' : '{/}?'}`,
        destination: encodeTarget(to),
        statusCode: 301,
      })),
    readSource: (source) => source.replace(/\{\/\}\?$/, '').replace(/\\(.)/g, '$1'),
  }),
  warn(text, { redirects }) {
    const all = listRedirects(text);
    const long = all.filter(({ source, destination }) =>
      [source, destination].some((url) => typeof url === 'string' && url.length > 4096),
    ).length;
    const odd = new Set(redirects.filter((redirect) => !canLead(redirect)).map(({ to }) => to));
    return [
      ...(all.length > 2048
        ? [
            `Vercel takes 2,048 redirects in vercel.json; these are ${all.length}, and a deploy of them fails. Prune aliases, or use bulk redirects.`,
          ]
        : []),
      ...(long > 0
        ? [
            `Vercel takes 4,096 characters a URL; ${count(long, 'redirect')} of these ${long === 1 ? 'has' : 'have'} more.`,
          ]
        : []),
      ...[...odd].map((to) => `Vercel cannot lead to ${encodeTarget(to)}; its old URLs were left out.`),
    ];
  },
};

function canLead({ to }: HostRules['redirects'][number]): boolean {
  if (!isAbsolute(to)) return true;
  return ![...new URL(to).searchParams].flat().some((text) => text.includes(':'));
}

/** Also those of the user, which may hold anything. */
function listRedirects(text: string): Record<string, unknown>[] {
  const { redirects = [] } = JSON.parse(stripMark(text));
  return [redirects].flat().filter(isRecord);
}
