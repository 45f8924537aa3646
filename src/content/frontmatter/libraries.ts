import { createRequire } from 'node:module';
import type matter from 'gray-matter';
import type * as yaml from 'yaml';

const require = createRequire(import.meta.url);

/** Loads the full parser when the first page needs it: most front matter is plain, and most imports change no page. */
export const loadYaml = () => require('yaml') as typeof yaml;

/** The same for the reader around it. */
export const loadGrayMatter = () => require('gray-matter') as typeof matter;
