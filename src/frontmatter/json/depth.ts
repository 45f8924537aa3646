import { jsonTokens } from './find-object.ts';

/** Far above any real file; it keeps hostile ones from using up the stack. */
const mostLevels = 100;

/**
 * Finds where JSON, valid or not, begins to have more levels than the stack is sure to hold.
 *
 * @returns the offset of a bracket; null if it is not too deep
 */
export function findDeepPlace(source: string): number | null {
  let depth = 0;
  for (const { 0: token, index } of source.matchAll(jsonTokens)) {
    if (token === '{' || token === '[') depth++;
    if (token === '}' || token === ']') depth--;
    if (depth > mostLevels) return index;
  }
  return null;
}
