import type { FormatName } from '../../src/redirects/format-names.ts';
import { formats } from '../../src/redirects/formats.ts';
import type { Redirect } from '../../src/redirects/redirect-plan.ts';
import { writeRedirects, writeStubs } from '../../src/redirects/write.ts';

interface Given {
  gone?: string[];
  known?: string[];
  basePath?: string;
  /** What the file holds. */
  current?: string;
}

/** Writes redirects for a host; of a folder of files, each has a line with its path above it. */
export function write(
  name: FormatName,
  redirects: Redirect[],
  { gone = [], known = [], basePath = '', current = '' }: Given = {},
): { text: string; count: number; warnings: string[] } {
  const plan = { redirects, gone, clashes: [], leftOut: [], goneLeftOut: [], known: new Set(known) };
  const format = formats[name];
  if (!('listFiles' in format)) return writeRedirects(plan, format, basePath, current);
  const { files, ...rest } = writeStubs(plan, format, basePath);
  return { text: [...files].map(([path, text]) => `${path}\n${text}`).join(''), ...rest };
}

/** The lines without those that are comments. */
export function withoutComments(text: string): string {
  return text.replaceAll(/^#.*\n/gm, '');
}
