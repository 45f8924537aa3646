import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { explainConfig, type KeyInForce, type Origin } from '../config/explain.ts';
import type { LoadedConfig } from '../config/load.ts';
import { pathBelow } from '../files/paths.ts';
import { FrontMatterError } from '../frontmatter/errors.ts';
import { json } from '../frontmatter/json/json.ts';
import { findLineNumber } from '../frontmatter/offsets.ts';
import { yaml } from '../frontmatter/yaml/yaml.ts';
import { ExitCode } from '../model/error.ts';
import type { Context } from '../pipeline/context.ts';
import { writeJson } from '../report/json.ts';
import { place } from '../report/sentences.ts';
import { escapeInvisible } from '../text/invisible.ts';
import { wrapWithLabel } from '../text/wrap.ts';

/**
 * `tubematter config`: every key of the config that has a value, and where that comes from.
 *
 * @returns the exit code
 */
export function runConfig(
  loaded: LoadedConfig | null,
  flags: { json?: boolean },
  environment: Context['environment'],
  context: Context,
): number {
  const keys = explainConfig(loaded, { ...flags }, environment, makeFindLine()).map((key) =>
    key.from.kind === 'file'
      ? { ...key, from: { ...key.from, file: pathBelow(context.cwd, key.from.file) } }
      : key,
  );
  context.writeOut(flags.json ? writeJson({ version: 1, keys }) : formatKeys(keys, context));
  return ExitCode.done;
}

/** The lines of keys in configs that are text; a program has none to show. */
function makeFindLine(): (file: string, path: readonly string[]) => number | null {
  const finders = new Map<string, FindLine>();
  return (file, path) => {
    const find = finders.get(file) ?? openFile(file);
    finders.set(file, find);
    return find(path);
  };
}

type FindLine = (path: readonly string[]) => number | null;

function openFile(file: string): FindLine {
  const format = { '.yaml': yaml, '.yml': yaml, '.json': json }[extname(file)];
  if (!format) return () => null;
  const text = readFileSync(file, 'utf8');
  try {
    const editor = format.openEditor(text, 1, '\n');
    return (path) => {
      const offset = editor.findOffset(path, null);
      return offset === null ? null : findLineNumber(text, offset);
    };
  } catch (error) {
    if (error instanceof FrontMatterError) return () => null; // It is laid out as no page may be.
    throw error;
  }
}

function formatKeys(keys: KeyInForce[], { columns, colours }: Context): string {
  const width = Math.max(...keys.map(({ key }) => key.length));
  return keys
    .map(({ key, value, from }) => {
      const text = `${escapeInvisible(JSON.stringify(value))}  ${colours.dim(`(${describeOrigin(from)})`)}`;
      return `${wrapWithLabel(`${escapeInvisible(key).padEnd(width)}  `, text, columns)}\n`;
    })
    .join('');
}

function describeOrigin(from: Origin): string {
  switch (from.kind) {
    case 'default':
      return 'default';
    case 'file':
      return place(from.file, from.line);
    case 'flag':
    case 'variable':
      return from.name;
    default:
      return `${from.kind} ${from.name}`;
  }
}
