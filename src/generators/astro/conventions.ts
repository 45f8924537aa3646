import type { Conventions } from '../conventions.ts';
import { minimalPreset } from './preset.ts';

export const astroConventions: Conventions = {
  name: 'astro',
  label: 'Astro',
  urlLists: { live: 'aliases', archive: 'aliasesArchive' },
  makesRedirects: false,
  unlisted: 'skip',
  presets: { minimal: minimalPreset },
};
