import type { Value } from '../model/value.ts';

/** What `{name}` in a template stands for. */
export type Tokens = Record<string, Value>;

const token = /\{([A-Za-z]+)\}/g;

/**
 * Fills `{name}` in every string of a template value. A string that is one token alone takes the token's own type, so
 * `"{duration}"` becomes a number and `"{tags}"` a list.
 *
 * @returns the filled value, or undefined where a lonely token has no value (null): the caller leaves the field alone
 */
export function fillTemplate(template: Value, tokens: Tokens): Value | undefined {
  if (typeof template === 'string') {
    if (!template.includes('{')) return template;
    const name = findLonelyToken(template);
    return name === null ? fillText(template, tokens) : (tokens[name] ?? undefined);
  }
  if (template === null || typeof template !== 'object') return template;
  const known = constants.get(template);
  if (known) return known;
  const filled = fillInside(template, tokens);
  if (known === undefined) constants.set(template, findTokens(template).length > 0 ? null : filled);
  return filled;
}

/** The token that is all of a text; null where there is more to it. */
function findLonelyToken(template: string): string | null {
  const [before, name, after, ...others] = splitTemplate(template);
  return name !== undefined && before === '' && after === '' && others.length === 0 ? name : null;
}

/** What lists and maps without a token come to, which is the same on each page; null for those that hold one. */
const constants = new WeakMap<object, Value[] | { [key: string]: Value } | null>();

function fillInside(template: Value[] | { [key: string]: Value }, tokens: Tokens) {
  if (Array.isArray(template)) return template.flatMap((item) => fillTemplate(item, tokens) ?? []);
  return Object.fromEntries(
    Object.entries(template).flatMap(([key, item]) => {
      const filled = fillTemplate(item, tokens);
      return filled === undefined ? [] : [[key, filled]];
    }),
  );
}

/**
 * Fills `{name}` in a text; a token without a value becomes nothing, a list is joined with commas.
 *
 * @param own tokens that count before the others
 */
export function fillText(template: string, tokens: Tokens, own: Tokens = {}): string {
  if (!template.includes('{')) return template;
  let text = '';
  for (const [at, part] of splitTemplate(template).entries()) {
    if (at % 2 === 0) {
      text += part;
      continue;
    }
    const value = own[part] ?? tokens[part] ?? '';
    text += Array.isArray(value) ? value.join(', ') : String(value);
  }
  return text;
}

/** A template's texts and the names of its tokens, in turn. */
function splitTemplate(template: string): string[] {
  let parts = splitTemplates.get(template);
  if (parts === undefined) {
    parts = template.split(token);
    splitTemplates.set(template, parts);
  }
  return parts;
}

/** The few templates of the config are looked at once, and not for every page. */
const splitTemplates = new Map<string, string[]>();

/** The names of the tokens in a template value, for validation. */
export function findTokens(template: Value): string[] {
  if (typeof template === 'string') return [...template.matchAll(token)].map((match) => match[1] ?? '');
  if (Array.isArray(template)) return template.flatMap(findTokens);
  if (template !== null && typeof template === 'object') return Object.values(template).flatMap(findTokens);
  return [];
}
