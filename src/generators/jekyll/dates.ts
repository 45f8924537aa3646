import type { Value } from '../../model/value.ts';

/** A date and time on the calendar of the site; `year` to `second` as numbers. */
export interface LocalDate {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const written =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|\s+)(\d\d?):(\d\d)(?::(\d\d)(?:\.\d*)?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?)?$/;

/**
 * Reads a date as Jekyll does: in the site's time zone, else in that of the machine that builds, which nobody but the
 * machine knows. Two are likely then, UTC and the offset that the date itself has. Source: Jekyll, lib/jekyll/utils.rb
 * (parse_date); Psych takes a time without quotes and offset for UTC, one in quotes is local. Which it is cannot be
 * seen here.
 *
 * @returns all that it may be; empty if unknown
 */
export function readLocalDates(value: Value | undefined, timezone: string | null): LocalDate[] {
  const parts = written.exec(typeof value === 'string' ? value.trim() : '');
  if (parts === null) return [];
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const asWritten = { year, month, day, hour, minute, second };
  const utc = Date.UTC(year, month - 1, day, hour, minute, second);
  if (Number.isNaN(utc) || new Date(utc).getUTCDate() !== day || hour > 23) return [];
  if (parts[4] === undefined) return [asWritten]; // A day is a day in all zones.
  const offset = parts[7];
  const moment = utc - readOffset(offset) * 60_000;
  const isQuoted = offset === undefined;
  if (timezone !== null) {
    const local = moveTo(moment, timezone);
    return local === null ? [] : isQuoted ? [asWritten, local] : [local];
  }
  return [asWritten, ...(isQuoted ? [] : [fromMoment(moment)])];
}

/** In minutes. */
function readOffset(offset = 'Z'): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(offset) ?? [];
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** @returns null for an unknown zone */
function moveTo(moment: number, timeZone: string): LocalDate | null {
  try {
    const format = new Intl.DateTimeFormat('en-u-ca-gregory-hc-h23', {
      timeZone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
    const read = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
    return {
      year: read('year'),
      month: read('month'),
      day: read('day'),
      hour: read('hour'),
      minute: read('minute'),
      second: read('second'),
    };
  } catch {
    return null;
  }
}

function fromMoment(moment: number): LocalDate {
  const date = new Date(moment);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** What the tokens of a permalink stand for that are made of a date. Source: Jekyll, lib/jekyll/drops/url_drop.rb. */
export function fillDateTokens({
  year,
  month,
  day,
  hour,
  minute,
  second,
}: LocalDate): Record<string, string> {
  const utc = Date.UTC(year, month - 1, day);
  const weekday = new Date(utc).getUTCDay();
  const weekdayName = days[weekday] ?? '';
  const monthName = months[month - 1] ?? '';
  const week = findWeek(utc, weekday || 7);
  const two = (number: number) => String(number).padStart(2, '0');
  return {
    year: String(year),
    short_year: two(year % 100),
    month: two(month),
    i_month: String(month),
    short_month: monthName.slice(0, 3),
    long_month: monthName,
    day: two(day),
    i_day: String(day),
    y_day: String((utc - Date.UTC(year, 0, 1)) / 86_400_000 + 1).padStart(3, '0'),
    hour: two(hour),
    minute: two(minute),
    second: two(second),
    w_year: String(week.year),
    week: two(week.week),
    w_day: String(weekday || 7),
    short_day: weekdayName.slice(0, 3),
    long_day: weekdayName,
  };
}

/** ISO 8601: a week belongs to the year that its Thursday is in. */
function findWeek(utc: number, weekday: number): { year: number; week: number } {
  const thursday = utc + (4 - weekday) * 86_400_000;
  const year = new Date(thursday).getUTCFullYear();
  return { year, week: Math.floor((thursday - Date.UTC(year, 0, 1)) / 604_800_000) + 1 };
}
