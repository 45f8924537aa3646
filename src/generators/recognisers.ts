import { astroRecogniser } from './astro/recognise.ts';
import { eleventyRecogniser } from './eleventy/recognise.ts';
import { hugoRecogniser } from './hugo/recognise.ts';
import { jekyllRecogniser } from './jekyll/recognise.ts';
import type { Recogniser } from './recogniser.ts';

/** In this order: the first that recognises a site has it. */
export const recognisers: readonly Recogniser[] = [
  hugoRecogniser,
  eleventyRecogniser,
  astroRecogniser,
  jekyllRecogniser,
];
