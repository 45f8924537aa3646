import type { Value } from '../../model/value.ts';
import { fillText } from '../../text/template.ts';
import type { Generator } from '../generator.ts';
import { plainGenerator } from '../plain-generator.ts';
import { addFinalSlash } from '../url-path.ts';
import { foldPath, listServed, resolveAlias } from './alias.ts';
import { jekyllConventions } from './conventions.ts';
import { renderMarkdown } from './markdown.ts';
import { jekyllRecogniser } from './recognise.ts';
import { isSiteFile, readSite } from './site.ts';
import { slugify } from './slugify.ts';

/** Jekyll, jekyllrb.com, with the plugin jekyll-redirect-from. */
export const jekyll: Generator = {
  ...jekyllConventions,
  ...plainGenerator,
  draftFields: [{ key: 'published', value: false }],
  urlKeys: ['permalink', 'slug', 'date', 'categories'],
  // Source: Jekyll, lib/jekyll/entry_filter.rb.
  hiddenPrefix: /^[._#~]/,
  openings: { yaml: '---' },
  contentFolder: '_videos',
  readsHtml: true,
  recogniser: jekyllRecogniser,
  isSiteFile,
  mayHoldSiteFiles: () => false,
  readSite: (files, _pages, rules) => readSite(files, rules),
  findUrlSlug,
  makePermalink: (template, tokens) => addFinalSlash(fillText(template, tokens, { slug: ':slug' })),
  foldPath,
  resolveEntry: resolveAlias,
  listServed,
  renderMarkdown,
};

function findUrlSlug(data: Record<string, Value>): string {
  const { slug } = data;
  return typeof slug === 'string' ? (slugify(slug) ?? '') : '';
}
