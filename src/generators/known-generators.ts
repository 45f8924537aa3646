import { astroConventions } from './astro/conventions.ts';
import type { Conventions } from './conventions.ts';
import { eleventyConventions } from './eleventy/conventions.ts';
import { hugoConventions } from './hugo/conventions.ts';
import { jekyllConventions } from './jekyll/conventions.ts';

/** The generators that a config may name; the first if it names none. */
export const knownGenerators: readonly [Conventions, ...Conventions[]] = [
  hugoConventions,
  eleventyConventions,
  astroConventions,
  jekyllConventions,
];
