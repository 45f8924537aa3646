import { isMap, type Value } from '../../model/value.ts';
import { matchesGlob } from './glob.ts';
import { textAt, type Values, valuesAt } from './settings.ts';
import { isUnknown, type Unknown, unknown, unknownVersion } from './unknown.ts';
import { changes, type VersionRange, worksAnew } from './version.ts';

/** A page as the rules of `permalinks` see it. */
export interface RuledPage {
  kind: string;
  /** Its first folder, as Hugo spells it; `''` above all folders. */
  section: string;
  /** Its path in the content, as Hugo spells it: `/videos/my-talk`. */
  path: string;
  language: string;
}

/**
 * Finds the pattern of a page in the site's `permalinks`: by section, by kind and section, or a list of targets.
 * Source: https://gohugo.io/configuration/permalinks/; Hugo, resources/page/permalinks.go.
 *
 * @param settings those of the page's language
 * @returns null if no rule is for it
 */
export function findPattern(
  settings: Values,
  page: RuledPage,
  version: VersionRange,
): string | null | Unknown {
  const permalinks = settings['permalinks'];
  const isNew = worksAnew(version, changes.permalinkRules);
  if (Array.isArray(permalinks)) {
    if (isNew === false) return null;
    return isNew ? findTarget(permalinks, page) : unknownVersion('`permalinks` is a list');
  }
  if (!isMap(permalinks)) return null;
  const rules = listRules(permalinks).filter(({ kind }) => kind === page.kind);
  const bySection = pickOne(rules.filter(({ key }) => trim(key) === page.section));
  const byPath = findByPath(rules, page.path);
  if (isNew === true) return byPath;
  if (isNew === false || bySection === byPath) return bySection;
  return unknownVersion('more than one rule of `permalinks` may be for it');
}

interface Rule {
  kind: string;
  key: string;
  pattern: string;
}

const kinds = ['page', 'section', 'taxonomy', 'term'];

function listRules(permalinks: Values): Rule[] {
  return Object.entries(permalinks).flatMap(([key, value]): Rule[] => {
    if (typeof value === 'string') return ['page', 'term'].map((kind) => ({ kind, key, pattern: value }));
    if (!isMap(value) || !kinds.includes(key)) return [];
    return Object.entries(value).flatMap(([section, pattern]) =>
      typeof pattern === 'string' ? [{ kind: key, key: section, pattern }] : [],
    );
  });
}

/** Of several rules Hugo takes any. */
function pickOne(rules: Rule[]): string | null | Unknown {
  const patterns = new Set(rules.map(({ pattern }) => pattern));
  if (patterns.size > 1) return unknown('more than one rule of `permalinks` is for it');
  return rules[0]?.pattern ?? null;
}

function trim(section: string): string {
  return section.replace(/^[ /]+|[ /]+$/g, '');
}

function findByPath(rules: Rule[], path: string): string | null | Unknown {
  const matching: Rule[] = [];
  for (const rule of rules) {
    const isMatch = matchesKey(rule.key, path);
    if (isMatch === null) return unknown('a key of `permalinks` is a pattern that only Hugo can follow');
    if (isMatch) matching.push(rule);
  }
  return pickOne(matching);
}

/** Whether a page's path, or a folder around it, is the key's. @returns null for a pattern that is not understood */
function matchesKey(key: string, path: string): boolean | null {
  const section = trim(key);
  if (section === '') return /^\/[^/]*$/.test(path);
  if (!/[*?[{!\\]/.test(section)) return path === `/${section}` || path.startsWith(`/${section}/`);
  return matchesGlob(`/${section}`, path) || matchesGlob(`/${section}/**`, path);
}

function findTarget(rules: Value[], page: RuledPage): string | null | Unknown {
  for (const rule of rules.filter(isMap)) {
    const isMatch = matchesTarget(valuesAt(rule, 'target'), page);
    if (isUnknown(isMatch)) return isMatch;
    if (isMatch) return textAt(rule, 'pattern') ?? null;
  }
  return null;
}

/** Whether a page is meant by a `target`, of a rule for permalinks or of a cascade. */
export function matchesTarget(target: Values, { kind, path, language }: RuledPage): boolean | Unknown {
  const tests: Record<string, string> = { kind, path, lang: language, environment: 'production' };
  let isMatch = true;
  for (const [key, pattern] of Object.entries(target)) {
    const text = tests[key];
    const matches =
      typeof pattern === 'string' && text !== undefined ? pattern === '' || matchesGlob(pattern, text) : null;
    if (matches === false) isMatch = false;
    else if (matches === null)
      return unknown(`the target \`${key}\` of a rule is one that only Hugo can follow`);
  }
  return isMatch;
}
