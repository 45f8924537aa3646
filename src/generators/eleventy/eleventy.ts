import { fillText } from '../../text/template.ts';
import type { Generator } from '../generator.ts';
import { plainGenerator } from '../plain-generator.ts';
import { makeMarkdownRenderer } from '../render-markdown.ts';
import { addFinalSlash } from '../url-path.ts';
import { eleventyConventions } from './conventions.ts';
import { eleventyRecogniser } from './recognise.ts';
import { isSiteFile, mayHoldSiteFiles, readSite } from './site.ts';

/** Where Liquid and Nunjucks begin or end: neither knows a backslash, so that the sign becomes an entity. */
const templateMarks = [/(?<=\{)[{%#]/u, /#(?=\})/u];

/** What Liquid and Nunjucks fill in. */
const slugToken = '{{ slug }}';

/** Eleventy, 11ty.dev. It makes no redirects: the live list is for templates, and for `redirects`. */
export const eleventy: Generator = {
  ...eleventyConventions,
  ...plainGenerator,
  draftFields: [
    { key: 'permalink', value: false, replacesText: true, slugToken },
    { key: 'eleventyExcludeFromCollections', value: true },
  ],
  urlKeys: ['permalink', 'slug'],
  hiddenPrefix: /^\./,
  openings: { yaml: '---', json: '---json' },
  contentFolder: 'src',
  readsHtml: true,
  recogniser: eleventyRecogniser,
  isSiteFile,
  mayHoldSiteFiles,
  readSite: (files, _pages, rules) => readSite(files, rules),
  makePermalink: (template, tokens) => addFinalSlash(fillText(template, tokens, { slug: slugToken })),
  renderMarkdown: makeMarkdownRenderer([], templateMarks),
};
