import { expect, test } from 'vitest';
import { findServedUrl as findInEleventy } from '../../src/generators/eleventy/served-url.ts';
import { readConfig as readEleventy } from '../../src/generators/eleventy/site-config.ts';
import { findServedUrl as findInJekyll } from '../../src/generators/jekyll/served-url.ts';
import { readConfig as readJekyll } from '../../src/generators/jekyll/site-config.ts';

const jekyll = readJekyll('_config.yml', 'collections: { videos: { output: true } }');
const eleventy = readEleventy('', '');

// Taken at its word, it would join the lists of every page as one URL.
test.each([
  ['/videos/{{ slug }}/', null],
  ['/{% if a %}a{% endif %}/', null],
  ['/videos/{slug}/', null],
  ['/videos/:slug/', '/videos/a-talk/'],
])('Jekyll: the permalink %s of another generator says no URL', (permalink, url) => {
  if (jekyll === null) throw new Error('The configuration cannot be read.');
  expect(findInJekyll('_videos/a-talk.md', { permalink, title: 'A talk' }, jekyll)).toBe(url);
});

test.each([
  ['/videos/:slug/', null],
  [':categories/:title.html', null],
  ['/videos/12:30/', '/videos/12:30/'],
  ['/videos/{{ slug }}/', '/videos/a-talk/'],
])('Eleventy: the permalink %s of another generator says no URL', (permalink, url) => {
  expect(findInEleventy('videos/a.md', { permalink, slug: 'a-talk' }, eleventy, new Map())).toBe(url);
});
