import type { Value } from '../model/value.ts';

const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)$/;

/** True for a date and time that YAML 1.1 and TOML read as one, offset included. */
export function isTimestamp(value: Value): value is string {
  return typeof value === 'string' && TIMESTAMP.test(value);
}
