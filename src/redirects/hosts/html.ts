import { encodePath, encodeTarget, isFile } from '../encode-urls.ts';
import type { FolderFormat } from '../host-format.ts';

const begin = '<!doctype html>\n<!-- Written by "tubematter redirects". -->';

/** The most bytes that file systems take for a name. */
const longestName = 255;

/**
 * A page for each old URL that sends its visitors on, for hosts without rules. Search engines take an instant refresh for
 * a permanent redirect.
 * Source: developers.google.com/search/docs/crawling-indexing/301-redirects.
 */
export const html: FolderFormat = {
  label: 'A stub file',
  ignoresCase: false,
  answersGone: false,
  isOwn: (text) => text.replace('\r\n', '\n').startsWith(begin),
  listFiles: ({ redirects, basePath }) =>
    redirects
      .filter(({ from }) => fits(from))
      .map(({ from, to }) => ({ path: placeStub(from.slice(basePath.length)), text: writeStub(to) })),
  warn: ({ redirects }) => {
    const long = redirects.filter(({ from }) => !fits(from));
    return long.map(
      ({ from }) => `The old URL ${encodePath(from)} got no stub: no file can have so long a name.`,
    );
  },
};

function fits(from: string): boolean {
  return from.split('/').every((name) => new TextEncoder().encode(name).length <= longestName);
}

function placeStub(from: string): string {
  return `${from}${isFile(from) ? '' : '/index.html'}`.slice(1);
}

function writeStub(to: string): string {
  const url = encodeTarget(to).replaceAll('&', '&amp;');
  return `${begin}
<html lang="en">
<head>
<meta charset="utf-8">
<title>${url}</title>
<link rel="canonical" href="${url}">
<meta http-equiv="refresh" content="0; url=${url}">
</head>
<body><a href="${url}">${url}</a></body>
</html>
`;
}
