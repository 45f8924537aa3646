import * as v from 'valibot';
import { isRecord, record } from '../model/validation.ts';

/** A flag as commander and the help write it: `--content <dir>`. */
export interface KeyFlag {
  syntax: string;
  summary: string;
}

/** What is known of a key besides its schema. */
export interface About<Default = unknown> {
  description: string;
  /** What holds if nothing else is given. It is added to the description, unless it has several lines. */
  default?: Default;
  flag?: KeyFlag;
  /** The environment variable that wins over the config, and loses to the flag. */
  variable?: string;
  /** Its name in earlier versions. */
  formerly?: string;
}

/** A declared key with its place in the config. */
export interface DeclaredKey {
  path: readonly string[];
  schema: v.GenericSchema;
  about: About;
}

/** Declares a key of the config, which may be absent: its schema and everything else about it, in one place. */
export function key<
  const Schema extends v.GenericSchema,
  const Default extends Readonly<v.InferInput<Schema>> | undefined = undefined,
>(schema: Schema, about: About<Default>): v.OptionalSchema<Schema, Default> & { about: About } {
  const described = v.pipe(schema, v.description(describe(about)));
  const optional = v.optional(described, about.default as never);
  return Object.assign(optional as unknown as v.OptionalSchema<Schema, Default>, { about });
}

/** An object with these keys and no others. */
export function map<const Entries extends v.ObjectEntries>(entries: Entries) {
  type Input = v.InferInput<v.StrictObjectSchema<Entries, undefined>>;
  return v.pipe(record as unknown as v.GenericSchema<Input>, v.strictObject(entries));
}

/** Keys grouped under one name. */
export function section<const Entries extends v.ObjectEntries>(entries: Entries) {
  return v.optional(map(entries), {} as never);
}

/** Lists the keys of a schema made by `map`, those of its sections in their place. */
export function listKeys(schema: unknown, path: readonly string[] = []): DeclaredKey[] {
  return Object.entries(entriesOf(schema)).flatMap(([name, entry]): DeclaredKey[] => {
    const below = [...path, name];
    return entry.about ? [{ path: below, schema: entry, about: entry.about }] : listKeys(entry, below);
  });
}

type Entry = v.GenericSchema & { about?: About };

interface Holder {
  entries?: Record<string, Entry>;
  /** What an optional key wraps. */
  wrapped?: Holder;
  pipe?: readonly Holder[];
}

function entriesOf(schema: unknown): Record<string, Entry> {
  const { entries, wrapped, pipe = [] } = schema as Holder;
  return entries ?? pipe.find((step) => step.entries)?.entries ?? (wrapped ? entriesOf(wrapped) : {});
}

function describe({ description, default: value }: About): string {
  const shown = Array.isArray(value) ? value.map(quote).join(', ') : isRecord(value) ? '' : quote(value);
  return shown === '' ? description : `${description} Default: ${shown}.`;
}

function quote(value: unknown): string {
  if (typeof value !== 'string') return value === undefined ? '' : String(value);
  return value.includes('\n') ? '' : `\`${value}\``;
}
