import * as v from 'valibot';
import { UserError } from '../model/error.ts';
import { describeIssue } from '../model/validation.ts';
import { type DeclaredKey, type KeyFlag, listKeys } from './declare.ts';
import { type Config, configSchema } from './keys.ts';

/** All keys, in the order of the reference. */
export const declaredKeys = listKeys(configSchema);

/** A key that a flag can set. */
export interface FlagKey extends KeyFlag {
  /** @throws UserError that says what is wrong with the text of the flag; undefined if it is a list of texts */
  parse: ((text: string) => unknown) | undefined;
}

/** Finds the flag of a key, by the key's path: `filters.since`. */
export function findFlag(path: string): FlagKey {
  const found = declaredKeys.find((declared) => declared.path.join('.') === path);
  if (!found?.about.flag) throw new Error(`${path} has no flag.`);
  const { flag, variable } = found.about;
  return {
    syntax: flag.syntax,
    summary: variable === undefined ? flag.summary : `${flag.summary} (or: ${variable})`,
    parse: typeOf(found) === 'array' ? undefined : (text) => readText(found, text),
  };
}

/** Finds the key that a flag sets, by the name that commander gives the flag; undefined if it sets none. */
export function findKeyOfFlag(name: string): string | undefined {
  return declaredKeys.find(({ about }) => about.flag && nameOf(about.flag) === name)?.path.join('.');
}

/** The flags of all keys that have one. */
export function listFlags(): FlagKey[] {
  return declaredKeys.flatMap(({ path, about }) => (about.flag ? [findFlag(path.join('.'))] : []));
}

/**
 * Lets flags and environment override the config: a flag wins over a variable, and a variable over the config.
 *
 * @param flags by the names that the command line gives them: `quotaLimit` for `--quota-limit`
 * @throws UserError for a variable that makes no sense
 */
export function overrideConfig(
  config: Config,
  flags: Record<string, unknown>,
  environment: Record<string, string | undefined>,
): Config {
  const merged: Record<string, unknown> = structuredClone(config);
  for (const declared of declaredKeys) {
    const given = findOverride(declared, flags, environment);
    if (given !== null) setAt(merged, declared.path, given.value);
  }
  return merged as Config;
}

/** What overrides a key of the config, and the flag or the variable that does; null: nothing. */
export function findOverride(
  declared: DeclaredKey,
  flags: Record<string, unknown>,
  environment: Record<string, string | undefined>,
): { value: unknown; kind: 'flag' | 'variable'; name: string } | null {
  const { flag, variable } = declared.about;
  const given = flag && flags[nameOf(flag)];
  if (flag && given !== undefined) {
    return { value: given, kind: 'flag', name: flag.syntax.replace(/ .*/, '') };
  }
  const read = variable && readVariable(declared, variable, environment[variable]);
  return variable === undefined || read === undefined
    ? null
    : { value: read, kind: 'variable', name: variable };
}

/** `quotaLimit` for `--quota-limit <units>`: what commander calls it. */
function nameOf({ syntax }: KeyFlag): string {
  return syntax.replace(/^--([a-z-]+).*$/, '$1').replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
}

/** Reads a text as a key's value. @throws UserError that says what is wrong with it */
function readText(declared: DeclaredKey, text: string): unknown {
  // Anything but a number gets the message for 0.
  const input = typeOf(declared) !== 'number' ? text : /^\d+$/.test(text) ? Number(text) : 0;
  const result = v.safeParse(declared.schema, input);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new UserError(describeIssue(issue));
}

/** An empty variable counts as unset. */
function readVariable(declared: DeclaredKey, variable: string, text: string | undefined): unknown {
  if (!text?.trim()) return undefined;
  try {
    return readText(declared, text);
  } catch (error) {
    if (error instanceof UserError) throw new UserError(`${variable} ${error.message}.`);
    throw error;
  }
}

/** What an optional key holds: `string`, `number` or `array`. */
function typeOf({ schema }: DeclaredKey): string | undefined {
  return (schema as { wrapped?: v.GenericSchema }).wrapped?.type;
}

function setAt(target: Record<string, unknown>, [first, ...rest]: readonly string[], value: unknown): void {
  if (first === undefined) return;
  if (rest.length === 0) target[first] = value;
  else setAt(target[first] as Record<string, unknown>, rest, value);
}
