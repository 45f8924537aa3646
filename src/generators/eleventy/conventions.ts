import type { Conventions } from '../conventions.ts';
import { minimalPreset } from './preset.ts';

export const eleventyConventions: Conventions = {
  name: 'eleventy',
  label: 'Eleventy',
  urlLists: { live: 'aliases', archive: 'aliasesArchive' },
  makesRedirects: false,
  unlisted: 'skip',
  presets: { minimal: minimalPreset },
};
