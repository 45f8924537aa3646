import type { Value } from '../model/value.ts';
import { DataError } from './errors.ts';
import { parseToml } from './toml/parse.ts';
import { parseYaml } from './yaml/parse-data.ts';

export type DataLanguage = 'yaml' | 'toml' | 'json';

/**
 * Reads a file of keys and values that is not a page, such as a site's own configuration.
 *
 * @returns dates as strings; no keys for an empty file
 * @throws DataError if it is not valid, or has no keys
 */
export function readData(text: string, language: DataLanguage): Record<string, Value> {
  const data = parsers[language](text.replace(/^\ufeff/, ''));
  if (data === undefined || data === null) return {};
  if (typeof data !== 'object' || Array.isArray(data)) throw new DataError('has no keys and values.', null);
  return data as Record<string, Value>;
}

/**
 * As `readData`, for a file whose name says the language.
 *
 * @throws DataError for a name that does not end in `.yaml`, `.yml`, `.toml` or `.json`, too
 */
export function readDataFile(name: string, text: string): Record<string, Value> {
  const ending = /\.(yaml|yml|toml|json)$/i.exec(name)?.[1]?.toLowerCase();
  if (ending === undefined) throw new DataError('is neither YAML, TOML nor JSON by its name.', null);
  return readData(text, ending === 'yml' ? 'yaml' : (ending as DataLanguage));
}

const parsers: Record<DataLanguage, (text: string) => unknown> = {
  yaml: parseYaml,
  toml: parseToml,
  json: parseJson,
};

function parseJson(text: string): unknown {
  try {
    return text.trim() === '' ? undefined : JSON.parse(text);
  } catch (error) {
    throw new DataError(`is not valid JSON: ${(error as Error).message}`, null, { cause: error });
  }
}
