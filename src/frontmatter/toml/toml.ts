import type { Format } from '../format.ts';
import { openEditor } from './editor.ts';
import { formatFields } from './format-toml.ts';
import { readToml } from './parse.ts';

/** TOML between `+++` and `+++`. What it writes is TOML 1.0. */
export const toml: Format = {
  language: 'toml',
  fence: '+++',
  readValues: readToml,
  openEditor,
  formatSource: formatFields,
};
