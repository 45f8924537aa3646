import type { Generator } from '../generator.ts';
import { makeMarkdownRenderer } from '../render-markdown.ts';
import { foldPath, resolveAlias } from './alias.ts';
import { findUnbuilt } from './built.ts';
import { checkPage } from './page-rules.ts';
import { findPageUrl, findUrlSlug, foldUrl, makePermalink } from './page-url.ts';
import { seedPreset } from './seed-preset.ts';
import { findServedUrl } from './served-url.ts';
import { cleanTag } from './tag.ts';
import { findOriginal } from './translation.ts';
import { listUrlEntries, urlLists } from './url-lists.ts';

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
  draftField: { key: 'draft', value: true },
  urlKeys: ['url', 'slug', 'title'],
  contentFolder: 'content',
  preset: seedPreset,
  findPageUrl,
  findUrlSlug,
  makePermalink,
  foldUrl,
  findServedUrl,
  foldPath,
  listEntries: listUrlEntries,
  resolveAlias,
  findUnbuilt,
  findOriginal,
  checkPage,
  cleanTag,
  renderMarkdown: makeMarkdownRenderer(marks),
};
