const units = { d: 'day', w: 'week', m: 'month', y: 'year' } as const;

/** Reads an age such as `30d`, `2w`, `6m` or `5y`. @returns null if it is not an age */
export function parseAge(text: string): { count: number; unit: (typeof units)[keyof typeof units] } | null {
  const [, count, letter] = /^(\d{1,4})\s*([dwmy])$/i.exec(text.trim()) ?? [];
  if (count === undefined || letter === undefined) return null;
  return { count: Number(count), unit: units[letter.toLowerCase() as keyof typeof units] };
}

/** The moment so long before `now`, in UTC, as `YYYY-MM-DDTHH:MM:SSZ`. A month ends where the shorter one ends. */
export function subtractAge(age: NonNullable<ReturnType<typeof parseAge>>, now: Date): string {
  const date = new Date(now);
  if (age.unit === 'day') date.setUTCDate(date.getUTCDate() - age.count);
  if (age.unit === 'week') date.setUTCDate(date.getUTCDate() - 7 * age.count);
  if (age.unit === 'month' || age.unit === 'year') {
    const day = date.getUTCDate();
    date.setUTCDate(1);
    date.setUTCMonth(date.getUTCMonth() - age.count * (age.unit === 'year' ? 12 : 1));
    const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
    date.setUTCDate(Math.min(day, last));
  }
  return formatMoment(date);
}

/**
 * Reads a date (`2024-01-31`, midnight UTC), a date with time and offset, or an age before `now`.
 *
 * @param end for a bare date: its last second instead of its first
 * @returns `YYYY-MM-DDTHH:MM:SSZ`, or null if it is none of these
 */
export function parseMoment(text: string, now: Date, end = false): string | null {
  const age = parseAge(text);
  if (age) return subtractAge(age, now);
  const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text.trim());
  if (!day && !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(text.trim())) return null;
  const date = new Date(day ? `${day[0]}T${end ? '23:59:59' : '00:00:00'}Z` : text.trim());
  // 2024-02-30 is a date to some parsers: it must come back as it went in.
  if (Number.isNaN(date.getTime()) || (day && date.toISOString().slice(0, 10) !== day[0])) return null;
  return formatMoment(date);
}

function formatMoment(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
