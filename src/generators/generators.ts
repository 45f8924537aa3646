import { astro } from './astro/astro.ts';
import { eleventy } from './eleventy/eleventy.ts';
import type { Generator } from './generator.ts';
import { hugo } from './hugo/hugo.ts';
import { jekyll } from './jekyll/jekyll.ts';

/** All generators. The first that recognises a site wins: `_config.yml` may belong to others too. */
export const generators: readonly Generator[] = [hugo, eleventy, astro, jekyll];
