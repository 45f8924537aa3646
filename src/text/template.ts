import { isSame } from '../model/front-matter.ts';
import { makeRecord } from '../model/record.ts';
import type { Value } from '../model/value.ts';

/** What `{name}` in a template stands for. */
export type Tokens = Record<string, Value>;

const token = /\{([A-Za-z]+)\}/g;

/**
 * Fills `{name}` in every string of a template value. A string that is just one token takes the token's own type, so
 * `"{duration}"` becomes a number and `"{tags}"` a list.
 *
 * @returns the filled value, or undefined if such a token has no value (null): the caller leaves the field alone
 */
export function fillTemplate(template: Value, tokens: Tokens): Value | undefined {
  if (typeof template === 'string') {
    const name = template.slice(1, -1);
    const isToken = template.startsWith('{') && template.endsWith('}') && Object.hasOwn(tokens, name);
    return isToken ? (tokens[name] ?? undefined) : fillText(template, tokens);
  }
  if (template === null || typeof template !== 'object') return template;
  const filled = fillInside(template, tokens);
  // One that is constant serves all pages.
  return isSame(filled, template) ? template : filled;
}

function fillInside(template: Value[] | { [key: string]: Value }, tokens: Tokens): Value {
  if (Array.isArray(template)) return template.flatMap((item) => fillTemplate(item, tokens) ?? []);
  const map = makeRecord();
  for (const key in template) {
    const filled = fillTemplate(template[key] as Value, tokens);
    if (filled !== undefined) map[key] = filled;
  }
  return map;
}

/**
 * Fills `{name}` in a text; a token without a value becomes nothing, a list is joined with commas.
 *
 * @param own tokens that count before the others
 */
export function fillText(template: string, tokens: Tokens, own: Tokens = {}): string {
  if (!template.includes('{')) return template;
  return template.replace(token, (_, name: string) => {
    const value = own[name] ?? tokens[name] ?? '';
    return Array.isArray(value) ? value.join(', ') : String(value);
  });
}

/** The names of the tokens in a template value, for validation. */
export function findTokens(template: Value): string[] {
  if (typeof template === 'string') return [...template.matchAll(token)].map((match) => match[1] ?? '');
  if (Array.isArray(template)) return template.flatMap(findTokens);
  if (template !== null && typeof template === 'object') return Object.values(template).flatMap(findTokens);
  return [];
}
