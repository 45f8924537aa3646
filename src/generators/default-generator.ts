import type { Generator } from './generator.ts';
import { hugo } from './hugo/hugo.ts';

/** The generator of a site whose config names none. */
export const defaultGenerator: Generator = hugo;
