import { defaultGenerator } from '../generators/default-generator.ts';

const { preset, urlLists } = defaultGenerator;

/** The fields that a page gets without a config, in the order in which a new page has them. */
export const defaultFields = preset.fields;

/** The two URL lists: their content is set under `urls`, not under `fields`. */
export const urlListFields: readonly string[] = Object.values(urlLists);
