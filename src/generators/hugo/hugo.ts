import type { Generator } from '../generator.ts';
import { makeMarkdownRenderer } from '../render-markdown.ts';
import { foldPath, makeBase, resolveAlias } from './alias.ts';
import { findMainLanguage } from './main-language.ts';
import { minimalPreset } from './minimal-preset.ts';
import { findUrlSlug, foldUrl, makePermalink, writeUrl } from './page-url.ts';
import { hugoRecogniser } from './recognise.ts';
import { seedPreset } from './seed-preset.ts';
import { isSiteFile, mayHoldSiteFiles, readSite } from './site.ts';
import { cleanTag } from './tag.ts';
import { findOriginal } from './translation.ts';
import { listHugoEntries, urlLists } from './url-lists.ts';

/** What Hugo adds to Markdown. */
const marks = [
  /^:(?= |$)/u, // definition
  /^\{(?!\{)(?=.*\})/u, // attributes of the block above
  /:(?!\d\d:)(?=[+-]?\w[\w+-]*:)/u, // emoji by name, but no timestamp
  /(?<=\{)\{(?=[<%]|https?:|ftp:)/u, // shortcode, which is found before Markdown is read, and in code too
];

/** Hugo, gohugo.io. */
export const hugo: Generator = {
  name: 'hugo',
  label: 'Hugo',
  urlLists,
  draftFields: [{ key: 'draft', value: true }],
  unlisted: 'draft',
  // Dates are among the tokens of `permalinks`.
  urlKeys: ['url', 'slug', 'title', 'date', 'publishDate', 'pubDate', 'published', 'lastmod', 'modified'],
  // Source: Hugo, source/sourceSpec.go (IgnoreFile); a tilde is that of other systems' backups.
  hiddenPrefix: /^[.#~]/,
  contentFolder: 'content',
  openings: { yaml: '---', toml: '+++', json: '{' },
  readsHtml: true,
  readsOrg: true,
  presets: { minimal: minimalPreset, seed: seedPreset },
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
