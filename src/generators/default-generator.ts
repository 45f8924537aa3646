import type { Generator, Preset } from './generator.ts';
import { hugo } from './hugo/hugo.ts';

/** The generator of a site whose config names none. */
export const defaultGenerator: Generator = hugo;

/** The preset that holds if a config names none. */
export function findDefaultPreset({ presets }: Generator): Preset {
  return presets.seed ?? presets.minimal;
}
