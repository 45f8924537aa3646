import { type Dirent, existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';

/** Whether a path stands for several: `*` and `?` are parts of a name, `**` is folders at any depth. */
export function isPattern(path: string): boolean {
  return /[*?]/.test(path);
}

/**
 * Finds the files that a pattern names, absolute and sorted. Hidden folders and `node_modules` are only entered by
 * name.
 *
 * @param pattern with `/`; on Windows, a backslash does as well
 */
export function expandPattern(cwd: string, pattern: string): string[] {
  return listMatches(cwd, pattern).filter((path) => statSync(path).isFile());
}

/** Like `expandPattern`, with folders. */
export function listMatches(cwd: string, pattern: string): string[] {
  const parts = pattern.split(sep === '/' ? '/' : /[\\/]/);
  const first = parts.findIndex(isPattern);
  const root = resolve(
    cwd,
    parts
      .slice(0, first)
      .map((part) => `${part}/`)
      .join(''),
  );
  return [...new Set(walk(root, parts.slice(first)))].filter((path) => existsSync(path)).sort();
}

function walk(folder: string, [part, ...rest]: readonly string[]): string[] {
  if (part === undefined) return [folder];
  if (part === '**') {
    // A linked folder may lead back here.
    const below = listEntries(folder).filter((entry) => entry.isDirectory());
    return [...walk(folder, rest), ...below.flatMap(({ name }) => walk(join(folder, name), [part, ...rest]))];
  }
  const names = isPattern(part) ? listNames(folder, makeExpression(part)) : [part];
  return names.flatMap((name) => walk(join(folder, name), rest));
}

function listNames(folder: string, expression: RegExp): string[] {
  return listEntries(folder).flatMap(({ name }) => (expression.test(name) ? [name] : []));
}

function listEntries(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter(
      ({ name }) => !name.startsWith('.') && name !== 'node_modules',
    );
  } catch {
    return []; // It is not a folder, or cannot be read.
  }
}

function makeExpression(part: string): RegExp {
  const source = part
    .replace(/[\\^$.+()[\]{}|]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`);
}
