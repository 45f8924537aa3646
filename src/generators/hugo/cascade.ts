import { findKey, readKey } from '../../model/front-matter.ts';
import { isMap, type Value } from '../../model/value.ts';
import { matchesTarget, type RuledPage } from './permalinks.ts';
import { listMaps, type Values } from './settings.ts';
import { isUnknown, type Unknown } from './unknown.ts';

/** What a section, or the site, hands down to pages: some values, and which pages get them. */
export interface Cascade {
  target: Values;
  values: Values;
}

/** Reads `cascade`, one map or a list of them. Source: https://gohugo.io/content-management/front-matter/#cascade-1 */
export function readCascades(data: Record<string, Value>): Cascade[] {
  return listMaps(readKey(data, 'cascade')).map((cascade) => {
    const targets = ['target', '_target'].map((key) => readKey(cascade, key)).filter(isMap);
    return { target: targets[0] ?? {}, values: cascade };
  });
}

/**
 * A page's front matter with what is handed down to it. A key that it has itself is its own, even if it is empty.
 *
 * @param cascades the nearest first
 */
export function applyCascades(
  data: Record<string, Value>,
  cascades: readonly Cascade[],
  page: RuledPage,
): Record<string, Value> | Unknown {
  let filled = data;
  for (const { target, values } of cascades) {
    const isMatch = matchesTarget(target, page);
    if (isUnknown(isMatch)) return isMatch;
    if (!isMatch) continue;
    const known = Object.keys(filled);
    const joining = Object.entries(values).filter(([key]) => findKey(known, key) === undefined);
    filled = { ...filled, ...Object.fromEntries(joining) };
  }
  return filled;
}
