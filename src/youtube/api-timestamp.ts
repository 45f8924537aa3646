const form = /^(\d{4}-\d\d-(\d\d))T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** Whether a text is a moment as the API writes it: an ISO 8601 date that exists, a time with seconds, and a zone. */
export function isTimestamp(text: string): boolean {
  const [, date, day] = form.exec(text) ?? [];
  if (date === undefined) return false;
  const midnight = new Date(`${date}T00:00:00Z`);
  // To JavaScript, 30 February is a day in March.
  return !Number.isNaN(midnight.getTime()) && midnight.getUTCDate() === Number(day);
}

/**
 * Makes `2020-04-14T19:09:07Z` of `2020-04-14T19:09:07.000Z` (as before 2021) and of moments in other zones.
 *
 * @param timestamp one for which `isTimestamp` holds
 * @returns null beyond the year 9999 and before the year 0
 */
export function toSeconds(timestamp: string): string | null {
  if (timestamp.length === 20) return timestamp;
  const whole = new Date(timestamp).toISOString();
  return /^\d{4}-/.test(whole) ? `${whole.slice(0, 19)}Z` : null;
}
