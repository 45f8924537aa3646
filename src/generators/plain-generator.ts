import type { Generator } from './generator.ts';
import { foldPlainPath, resolvePlainEntry } from './plain-urls.ts';
import { listUrlEntries } from './url-entries.ts';
import { readPlainText } from './yaml-values.ts';

/** What holds of a generator that has no rules of its own: no version, language or file name decides a URL. */
export const plainGenerator = {
  versionCommand: null,
  writeUrl: (url) => url,
  findUrlSlug: ({ slug }) => readPlainText(slug) ?? '',
  foldUrl: foldPlainPath,
  foldPath: foldPlainPath,
  listEntries: listUrlEntries,
  resolveEntry: resolvePlainEntry,
  findOriginal: () => null,
  findMainLanguage: () => null,
  cleanTag: (tag) => tag || null,
} satisfies Partial<Generator>;
