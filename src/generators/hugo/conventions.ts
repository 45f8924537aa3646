import type { Conventions } from '../conventions.ts';
import { minimalPreset } from './minimal-preset.ts';
import { seedPreset } from './seed-preset.ts';

export const hugoConventions: Conventions = {
  name: 'hugo',
  label: 'Hugo',
  // `aliasesArchive` is no key of Hugo's own: themes and people keep their URLs there.
  urlLists: { live: 'aliases', archive: 'aliasesArchive' },
  makesRedirects: true,
  unlisted: 'draft',
  presets: { minimal: minimalPreset, seed: seedPreset },
};
