import type { Format } from '../format.ts';
import { openEditor } from './editor.ts';
import { parseBlock, toValues } from './parse.ts';
import { readPlainYaml } from './read-plain.ts';
import { formatFields } from './serialise.ts';

/** YAML between `---` and `---`, as 1.2 core; what it writes reads the same under YAML 1.1. */
export const yaml: Format = {
  language: 'yaml',
  fence: '---',
  readValues: (source, line) => readPlainYaml(source) ?? toValues(parseBlock(source, line), line),
  openEditor,
  formatSource: (fields, lists) => formatFields(fields, undefined, lists),
};
