import type { Generator } from '../generator.ts';
import { makeMarkdownRenderer } from '../render-markdown.ts';
import { foldPath, makeBase, resolveAlias } from './alias.ts';
import { hugoConventions } from './conventions.ts';
import { findUrlSlug, foldUrl, makePermalink, writeUrl } from './page-url.ts';
import { hugoRecogniser } from './recognise.ts';
import { findMainLanguage } from './settings.ts';
import { isSiteFile, mayHoldSiteFiles, readSite } from './site.ts';
import { cleanTag } from './tag.ts';
import { findOriginal } from './translation.ts';
import { listHugoEntries } from './url-lists.ts';

/** What Hugo adds to Markdown. */
const marks = [
  /^:(?= |$)/u, // definition
  /^\{(?!\{)(?=.*\})/u, // attributes of the block above
  /:(?!\d\d:)(?=[+-]?\w[\w+-]*:)/u, // emoji by name, but no timestamp
  /(?<=\{)\{(?=[<%]|https?:|ftp:)/u, // shortcode, which is found before Markdown is read, and in code too
];

/** Hugo, gohugo.io. */
export const hugo: Generator = {
  ...hugoConventions,
  draftFields: [{ key: 'draft', value: true }],
  // Dates are among the tokens of `permalinks`.
  urlKeys: ['url', 'slug', 'title', 'date', 'publishDate', 'pubDate', 'published', 'lastmod', 'modified'],
  // Source: Hugo, source/sourceSpec.go (IgnoreFile); a tilde marks other systems' backups.
  hiddenPrefix: /^[.#~]/,
  contentFolder: 'content',
  openings: { yaml: '---', toml: '+++', json: '{' },
  readsHtml: true,
  readsOrg: true,
  recogniser: hugoRecogniser,
  isSiteFile,
  mayHoldSiteFiles,
  readSite,
  versionCommand: ['hugo', 'version'],
  writeUrl,
  findUrlSlug,
  makePermalink,
  foldUrl,
  foldPath,
  listEntries: listHugoEntries,
  resolveEntry: (entry, ownUrl) => resolveAlias(entry, makeBase(ownUrl)),
  findOriginal,
  findMainLanguage,
  cleanTag,
  renderMarkdown: makeMarkdownRenderer(marks),
};
