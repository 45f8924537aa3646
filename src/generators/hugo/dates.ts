import { readKey } from '../../model/front-matter.ts';
import type { Value } from '../../model/value.ts';
import type { Values } from './settings.ts';
import { valuesAt } from './settings.ts';
import { isUnknown, type Unknown, unknown } from './unknown.ts';

/** A day in its own time zone. */
export interface Day {
  year: number;
  month: number;
  day: number;
}

/** Of a page without a date. */
const zeroDay: Day = { year: 1, month: 1, day: 1 };

/** Source: https://gohugo.io/configuration/front-matter/#dates */
const defaultKeys = ['date', 'publishdate', 'pubdate', 'published', 'lastmod', 'modified'];

/**
 * The day that fills the tokens of a page's URL, and the slug that its file name adds to it.
 *
 * @param fileName without its ending; of a bundle the folder's
 */
export function findDay(
  data: Record<string, Value>,
  settings: Values,
  fileName: string,
): { day: Day; slug: string | null } | Unknown {
  for (const key of listKeys(settings)) {
    if (key === ':filename') {
      const [, date, slug = ''] = /^(\d{4}-\d\d-\d\d)(.*)$/.exec(fileName) ?? [];
      const day = date === undefined ? null : parseDay(date);
      // Later versions read a time there as well.
      if (/^[T -]?\d\d-\d\d/i.test(slug)) return unknown('its name has more than a date in front');
      if (slug.includes('.')) return unknown('its name has a date in front and a dot');
      if (day && !isUnknown(day)) return { day, slug: slug.replace(/^[ _-]+|[ _-]+$/g, '') };
      continue;
    }
    if (key.startsWith(':')) return unknown(`its date comes from ${key}`);
    const day = parseDay(readKey(data, key));
    if (isUnknown(day)) return day;
    if (day) return { day, slug: null };
  }
  return { day: zeroDay, slug: null };
}

/** Whether the site's configuration takes dates from names, and the file or its bundle has one in its name. */
export function isDatedByName(path: string, settings: Values): boolean {
  const name = path.replace(/\/index\.[^/]+$/, '').replace(/^.*\//, '');
  return listKeys(settings).includes(':filename') && /^\d{4}-\d\d-\d\d/.test(name);
}

function listKeys(settings: Values): string[] {
  const configured = valuesAt(settings, 'frontmatter')['date'];
  if (configured === undefined) return defaultKeys;
  const keys = (Array.isArray(configured) ? configured : [configured]).map((key) =>
    String(key).toLowerCase(),
  );
  return keys.flatMap((key) => (key === ':default' ? defaultKeys : [key]));
}

/** @returns null if there is no date */
function parseDay(value: Value | undefined): Day | null | Unknown {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'number') return splitDay(new Date(value * 1000).toISOString());
  const text = typeof value === 'string' ? value.trim() : '';
  const isDate =
    /^\d{4}-\d\d-\d\d(?:(?:[Tt]|\s+)\d\d:\d\d:\d\d(?:\.\d+)?\s*(?:Z|[+-]\d\d:?\d\d)?)?$/i.test(text) &&
    !Number.isNaN(Date.parse(text.slice(0, 10)));
  return isDate ? splitDay(text) : unknown('its date is not written as 2020-04-14');
}

function splitDay(text: string): Day {
  const [year = 1, month = 1, day = 1] = text.slice(0, 10).split('-').map(Number);
  return { year, month, day };
}

/** What a token such as `:monthname` stands for; undefined if it is not a date token. */
export function formatDay({ year, month, day }: Day, token: string): string | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const newYear = new Date(0);
  newYear.setUTCFullYear(year, 0, 1);
  const texts: Record<string, string> = {
    year: String(year),
    month: String(month).padStart(2, '0'),
    monthname: months[month - 1] ?? '',
    day: String(day).padStart(2, '0'),
    weekday: String(date.getUTCDay()),
    weekdayname: weekdays[date.getUTCDay()] ?? '',
    yearday: String(Math.round((date.getTime() - newYear.getTime()) / 86_400_000) + 1),
  };
  return Object.hasOwn(texts, token) ? texts[token] : undefined;
}

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const weekdays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
