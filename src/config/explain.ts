import { chooseDefaults, listChosen } from './defaults.ts';
import { findLayer, readAt } from './extend.ts';
import { mergeFields } from './fields.ts';
import { defaults } from './keys.ts';
import type { LoadedConfig } from './load.ts';
import { declaredKeys, findOverride, overrideConfig } from './override.ts';

/** Where the value of a key comes from. */
export type Origin =
  | { kind: 'default' }
  | { kind: 'generator' | 'preset' | 'flag' | 'variable'; name: string }
  | { kind: 'file'; file: string; line: number | null };

/** A key of the config with the value that a run takes. */
export interface KeyInForce {
  /** With dots: `urls.page`, `fields.title`. */
  key: string;
  value: unknown;
  from: Origin;
}

/**
 * Lists every key that has a value, and where that comes from. A field has its template and its update rule, or false
 * if the config drops it.
 *
 * @param flags by the names that the command line gives them
 * @param findLine finds the line of a key in a file, from 1; null if not known
 * @throws UserError for a variable that makes no sense
 */
export function explainConfig(
  loaded: LoadedConfig | null,
  flags: Record<string, unknown>,
  environment: Record<string, string | undefined>,
  findLine: (file: string, path: readonly string[]) => number | null,
): KeyInForce[] {
  const config = overrideConfig(loaded?.config ?? defaults, flags, environment);
  const chosen = chooseDefaults(config);
  const chosenKeys = listChosen(chosen);
  const { name: generator } = chosen.generator;
  const preset = String(chosenKeys.find(({ path }) => path.join() === 'preset')?.value);
  const inFile = (path: readonly string[]): Origin | null => {
    const found = findLayer(loaded?.layers ?? [], path);
    return found ? { kind: 'file', file: found.file, line: findLine(found.file, path) } : null;
  };
  const byPreset: Origin = { kind: 'preset', name: preset };

  const fields = new Map(mergeFields(config.fields, chosen).map((rule) => [rule.key, rule]));
  const names = new Set([...chosen.fields.map(({ key }) => key), ...Object.keys(config.fields)]);
  const ofFields = [...names].map((name): KeyInForce => {
    const rule = fields.get(name);
    const value = rule ? { value: rule.value, update: rule.update } : false;
    return { key: `fields.${name}`, value, from: inFile(['fields', name]) ?? byPreset };
  });
  return declaredKeys.flatMap((declared): KeyInForce[] => {
    const { path } = declared;
    const key = path.join('.');
    if (key === 'fields') return ofFields;
    const override = findOverride(declared, flags, environment);
    const choice = chosenKeys.find((other) => other.path.join('.') === key);
    const byChoice: Origin | undefined =
      choice && (choice.by === 'preset' ? byPreset : { kind: 'generator', name: generator });
    const value = readAt(config, path) ?? choice?.value;
    const from: Origin = override
      ? { kind: override.kind, name: override.name }
      : (inFile(path) ?? byChoice ?? { kind: 'default' });
    return value === undefined || key === '$schema' ? [] : [{ key, value, from }];
  });
}
