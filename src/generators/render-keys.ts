/**
 * The keys by which a page says whether, where or how it is rendered, to any generator that tubematter knows: a config may
 * have been written for another one than the site's.
 * Sources: https://gohugo.io/content-management/front-matter/, https://jekyllrb.com/docs/front-matter/,
 * https://www.11ty.dev/docs/data-configuration/, https://docs.astro.build/en/guides/markdown-content/
 */
export const renderKeys: readonly string[] = [
  'layout',
  'type',
  'permalink',
  'markup',
  'outputs',
  'build',
  '_build',
  'headless',
  'cascade',
  'draft',
  'published',
  'render_with_liquid',
  'templateEngineOverride',
  'eleventyExcludeFromCollections',
  'pagination',
];
