import type { Conventions } from '../conventions.ts';
import { minimalPreset } from './preset.ts';

export const jekyllConventions: Conventions = {
  name: 'jekyll',
  label: 'Jekyll',
  urlLists: { live: 'redirect_from', archive: 'aliasesArchive' },
  makesRedirects: true,
  unlisted: 'draft',
  presets: { minimal: minimalPreset },
};
