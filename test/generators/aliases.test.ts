import { expect, test } from 'vitest';
import { astro } from '../../src/generators/astro/astro.ts';
import { eleventy } from '../../src/generators/eleventy/eleventy.ts';
import { jekyll } from '../../src/generators/jekyll/jekyll.ts';

test.each([jekyll, eleventy, astro])(
  'no redirect of $label is written where a page may be, because its URL is not known',
  (generator) => {
    const site = generator.readSite(new Map(), [], { template: '/v/{slug}', folder: null });
    const page = { path: 'a.md', videoId: null, data: {} };
    expect(site.writeAlias('/old/', page, null)).toBeNull();
    expect(site.writeAlias('/old/', page, '/a/')).toBe('/old/');
  },
);
