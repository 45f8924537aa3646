import type { Value } from '../model/value.ts';

/** Replaces each half of a surrogate pair by U+FFFD, as writing a file would. */
export function replaceLoneSurrogates<Kind extends Value>(value: Kind): Kind;
export function replaceLoneSurrogates(value: Value): Value {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map((item) => replaceLoneSurrogates(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [replaceLoneSurrogates(key), replaceLoneSurrogates(item)]),
  );
}
