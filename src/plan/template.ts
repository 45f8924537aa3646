import type { Value } from '../values.ts';

/** What `{name}` in a template stands for. */
export type Tokens = Record<string, Value>;

const token = /\{([A-Za-z]+)\}/g;
const lonelyToken = /^\{([A-Za-z]+)\}$/;

/**
 * Fills `{name}` in every string of a template value. A string that is one token alone takes the token's own type, so
 * `"{duration}"` becomes a number and `"{tags}"` a list.
 *
 * @returns the filled value, or undefined where a lonely token has no value (null): the caller leaves the field alone
 */
export function fillTemplate(template: Value, tokens: Tokens): Value | undefined {
  if (typeof template === 'string') {
    const name = lonelyToken.exec(template)?.[1];
    if (name !== undefined) return tokens[name] ?? undefined;
    return fillText(template, tokens);
  }
  if (Array.isArray(template)) {
    return template.flatMap((item) => fillTemplate(item, tokens) ?? []);
  }
  if (template !== null && typeof template === 'object') {
    return Object.fromEntries(
      Object.entries(template).flatMap(([key, item]) => {
        const filled = fillTemplate(item, tokens);
        return filled === undefined ? [] : [[key, filled]];
      }),
    );
  }
  return template;
}

/** Fills `{name}` in a text; a token without a value becomes nothing, a list is joined with commas. */
export function fillText(template: string, tokens: Tokens): string {
  if (!template.includes('{')) return template;
  return template.replace(token, (_, name: string) => {
    const value = tokens[name] ?? '';
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
