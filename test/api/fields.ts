/** A parsed `fields` parameter: what to keep, by key; `true` keeps everything below. */
interface Selection {
  [key: string]: Selection | true;
}

/** What a method's answer can hold: `true` is a leaf or a free-form object. Lists are described by their items. */
export interface Shape {
  [key: string]: Shape | true;
}

/** A selection that the answer's shape does not have. */
export class InvalidSelection extends Error {}

/**
 * Applies a `fields` parameter: `a,b/c,d(e,f/g)`. Like Google's server it refuses names that the answer cannot have.
 *
 * @param alwaysOnItems keys of items that are kept although nobody selected them
 * @throws InvalidSelection with the name that is wrong
 */
export function selectFields(
  answer: unknown,
  fields: string,
  shape: Shape,
  alwaysOnItems: string[] = [],
): unknown {
  const [selection, rest] = parseSelection(fields);
  if (rest !== '') throw new InvalidSelection(rest);
  checkSelection(selection, shape);
  const items = selection['items'];
  if (typeof items === 'object') for (const name of alwaysOnItems) items[name] = true;
  return keep(answer, selection);
}

function parseSelection(text: string): [Selection, string] {
  const selection: Selection = {};
  let rest = text;
  do {
    const name = /^,?([A-Za-z0-9*]+)/.exec(rest);
    if (!name?.[1]) throw new InvalidSelection(rest);
    rest = rest.slice(name[0].length);
    let child: Selection | true = true;
    if (rest.startsWith('/')) {
      const path = /^\/([A-Za-z0-9*/]+)/.exec(rest);
      if (!path?.[1]) throw new InvalidSelection(rest);
      rest = rest.slice(path[0].length);
      let inner: Selection | true = true;
      if (rest.startsWith('(')) [inner, rest] = parseGroup(rest);
      child = path[1].split('/').reduceRight<Selection | true>((below, key) => ({ [key]: below }), inner);
    } else if (rest.startsWith('(')) {
      [child, rest] = parseGroup(rest);
    }
    selection[name[1]] = merge(selection[name[1]], child);
  } while (rest.startsWith(','));
  return [selection, rest];
}

function parseGroup(text: string): [Selection, string] {
  const [inner, rest] = parseSelection(text.slice(1));
  if (!rest.startsWith(')')) throw new InvalidSelection(text);
  return [inner, rest.slice(1)];
}

function merge(before: Selection | true | undefined, after: Selection | true): Selection | true {
  if (before === undefined) return after;
  return before === true || after === true ? true : { ...before, ...after };
}

function checkSelection(selection: Selection, shape: Shape): void {
  for (const [key, child] of Object.entries(selection)) {
    if (key === '*') continue;
    const below = shape[key];
    if (below === undefined) throw new InvalidSelection(key);
    if (child !== true && below !== true) checkSelection(child, below);
  }
}

function keep(value: unknown, selection: Selection): unknown {
  if (Array.isArray(value)) return value.map((item) => keep(item, selection));
  if (typeof value !== 'object' || value === null) return value;
  const kept: [string, unknown][] = [];
  for (const [key, child] of Object.entries(value)) {
    const wanted = selection[key] ?? selection['*'];
    if (wanted !== undefined) kept.push([key, wanted === true ? child : keep(child, wanted)]);
  }
  return Object.fromEntries(kept);
}
