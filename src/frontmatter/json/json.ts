import type { Format } from '../format.ts';
import { openEditor } from './editor.ts';
import { formatFields } from './format-json.ts';
import { readJson } from './parse.ts';

/** A JSON object: bare, or between `---json` and `---`. */
export const json: Format = {
  language: 'json',
  fence: null,
  readValues: readJson,
  openEditor,
  formatSource: formatFields,
};
