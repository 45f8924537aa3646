import type { Value } from '../model/value.ts';

/** `#+slug: round-again`, `#+aliases[]: /a /b`. */
const keyword = /^#\+(slug|url|aliases|title)(\[\])?:(.*)$/i;

/**
 * Reads what decides the URLs of an Org page, from the keywords that it begins with.
 *
 * @returns texts, and lists of keywords with `[]`
 */
export function readOrg(text: string): Record<string, Value> {
  const data: Record<string, Value> = {};
  for (const line of text.replace(/^\ufeff/, '').split(/\r?\n/)) {
    if (!/^(?:#|\s*$)/.test(line)) break;
    const [, key, isList, rest = ''] = keyword.exec(line) ?? [];
    if (key === undefined) continue;
    const value = rest.trim();
    data[key.toLowerCase()] = isList ? value.split(/\s+/).filter((entry) => entry !== '') : value;
  }
  return data;
}
