import { fillText } from '../../text/template.ts';
import type { Generator } from '../generator.ts';
import { plainGenerator } from '../plain-generator.ts';
import { makeMarkdownRenderer } from '../render-markdown.ts';
import { astroConventions } from './conventions.ts';
import { astroRecogniser } from './recognise.ts';
import { isSiteFile, mayHoldSiteFiles, readSite } from './site.ts';

/** Astro, astro.build. Its redirects are an object in its configuration: the live list is for `redirects`. */
export const astro: Generator = {
  ...astroConventions,
  ...plainGenerator,
  // A key that most sites leave out by code of their own: Astro itself builds drafts.
  draftFields: [{ key: 'draft', value: true }],
  urlKeys: ['slug'],
  // The patterns of most sites leave out names that begin with `_`.
  hiddenPrefix: /^[._]/,
  openings: { yaml: '---', toml: '+++' },
  contentFolder: 'src',
  readsHtml: false,
  recogniser: astroRecogniser,
  isSiteFile,
  mayHoldSiteFiles,
  readSite: (files, _pages, rules) => readSite(files, rules),
  makePermalink: (template, tokens) => fillText(template, tokens),
  renderMarkdown: makeMarkdownRenderer([]),
};
