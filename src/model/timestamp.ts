import type { Value } from './value.ts';

const written = /^(\d{4}-\d\d-\d\d)(?:[Tt ]+(\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

/**
 * Whether two front matter values are one moment, however each is written: with another offset, with fractions of a
 * second, or as a date alone, which stands for its whole day. A time without an offset is UTC, as generators read it.
 */
export function isSameMoment(a: Value | undefined, b: Value | undefined): boolean {
  const [one, other] = [readMoment(a), readMoment(b)];
  if (one === null || other === null) return false;
  if (one.milliseconds === null || other.milliseconds === null) return one.day === other.day;
  return one.milliseconds === other.milliseconds;
}

/** `milliseconds` since 1970; null for a date alone. */
function readMoment(value: Value | undefined): { day: string; milliseconds: number | null } | null {
  const [, day, time, offset = 'Z'] = written.exec(typeof value === 'string' ? value.trim() : '') ?? [];
  if (day === undefined) return null;
  if (time === undefined) return { day, milliseconds: null };
  const zone = /^[+-]\d\d$/.test(offset) ? `${offset}:00` : offset.toUpperCase();
  const milliseconds = Date.parse(`${day}T${time}${zone}`);
  return Number.isNaN(milliseconds) ? null : { day, milliseconds };
}
