import { readPath, splitKey } from '../model/front-matter.ts';
import { isMap, type Value } from '../model/value.ts';
import type { Editor, KeyChange, NewField, Path } from './format.ts';
import { toValue } from './group-fields.ts';
import type { MergedChange } from './merge-changes.ts';
import { findPlace, rankKey } from './place-key.ts';

/** New fields below a map that the page has, which share the first key that it lacks. */
interface Addition {
  parent: Path;
  fields: NewField[];
}

/**
 * Says for each change whether the page has its key, and where a new one goes. Changes of keys that the page has come
 * first, then new keys in their order.
 *
 * @param order the keys in the order of a new page
 */
export function orderChanges(
  editor: Editor,
  merged: readonly MergedChange[],
  order: readonly string[],
): KeyChange[] {
  const own: KeyChange[] = [];
  const additions = new Map<string, Addition>();
  for (const { path, value, timestamp } of merged) {
    const parent = findParent(editor.values, path);
    const rest = path.slice(parent.length);
    if (rest.length === 1 && editor.listKeys(parent).includes(rest[0] ?? '')) {
      own.push(
        value === undefined ? { action: 'remove', path } : { action: 'replace', path, value, timestamp },
      );
    } else if (value !== undefined) {
      const id = path.slice(0, parent.length + 1).join('\0');
      const { fields } = additions.get(id) ?? { fields: [] };
      additions.set(id, { parent, fields: [...fields, { path: rest, value, timestamp }] });
    }
  }
  const added = [...additions.values()].map((addition) => placeAddition(editor, addition, order));
  return [...own, ...added.toSorted((a, b) => a.rank - b.rank).map(({ change }) => change)];
}

function placeAddition(
  editor: Editor,
  { parent, fields }: Addition,
  order: readonly string[],
): { rank: number; change: KeyChange } {
  const key = fields[0]?.path[0] ?? '';
  const keys = editor.listKeys(parent);
  const level = orderOf(order, parent);
  const rank = rankKey(level, key);
  // It has no value, such as YAML's `params:`.
  if (keys.includes(key)) {
    const value = toValue(fields.map((field) => ({ ...field, path: field.path.slice(1) })));
    return { rank, change: { action: 'replace', path: [...parent, key], value, timestamp: false } };
  }
  return { rank, change: { action: 'add', parent, fields, place: findPlace(keys, level, key) } };
}

/** The innermost map on the way to a key that the page has. */
function findParent(values: Record<string, Value>, path: Path): Path {
  let end = 0;
  while (end < path.length - 1 && isMap(readPath(values, path.slice(0, end + 1)))) end++;
  return path.slice(0, end);
}

/** The keys of one map in the order of a new page. */
function orderOf(order: readonly string[], parent: Path): string[] {
  const isBelow = (path: Path) => parent.every((key, at) => key.toLowerCase() === path[at]?.toLowerCase());
  const keys = order.flatMap((key) => {
    const path = splitKey(key);
    const inner = isBelow(path) ? path[parent.length] : undefined;
    return [...(parent.length === 0 ? [key] : []), ...(inner === undefined ? [] : [inner])];
  });
  return [...new Set(keys)];
}
