import { readText } from '../../model/front-matter.ts';
import type { Value } from '../../model/value.ts';
import { type Day, formatDay } from './dates.ts';
import { type Spelling, sanitiseTitle } from './sanitise-slug.ts';
import { sliceSections } from './slice.ts';
import { isUnknown, type Unknown, unknown, unknownVersion } from './unknown.ts';
import { changes, type VersionRange, worksAnew } from './version.ts';

/** What the tokens of a pattern stand for on one page. */
export interface TokenValues {
  /** Front matter, with what is handed down to it. */
  data: Record<string, Value>;
  /** Of the file, or of the folder of a bundle; `''` of a section. */
  fileName: string;
  /** The names of the sections around the page, as Hugo spells them. */
  sections: readonly string[];
  /** The first folder. */
  section: string;
  /** Asked for only where a token needs it. */
  findDay: () => { day: Day; slug: string | null } | Unknown;
  spelling: Spelling;
  version: VersionRange;
}

const token = /:(\w+)(\[.+?\])?/g;

/**
 * Fills the tokens of a `url` or of a pattern of `permalinks`.
 * Source: https://gohugo.io/configuration/permalinks/#tokens
 *
 * @returns the text, still to be cleaned as a path
 */
export function expandPattern(pattern: string, values: TokenValues): string | Unknown {
  if (pattern.includes('\\:')) return unknown('its pattern has an escaped colon');
  let failed: Unknown | null = null;
  const filled = pattern.replace(token, (_, name: string, slice: string | undefined) => {
    const value = findToken(name, slice, values);
    if (!isUnknown(value)) return value;
    failed ??= value;
    return '';
  });
  return failed ?? filled;
}

/** Whether a text has a token. */
export function hasToken(text: string): boolean {
  return /:\w/.test(text);
}

function findToken(name: string, slice: string | undefined, values: TokenValues): string | Unknown {
  const { sections, section, fileName, spelling } = values;
  if (name === 'sections') return (slice ? sliceSections(sections, slice) : sections).join('/');
  if (slice !== undefined) return unknown(`its pattern has the token :${name}${slice}`);
  if (name === 'section') return section;
  if (name === 'title') return findTitle(values);
  if (name === 'filename' || name === 'contentbasename') return urlize(fileName, spelling);
  if (name === 'slug') return findSlug(values) ?? findTitle(values);
  if (name === 'slugorfilename' || name === 'slugorcontentbasename')
    return findSlug(values) ?? urlize(fileName, spelling);
  if (formatDay({ year: 1, month: 1, day: 1 }, name) === undefined)
    return unknown(`its pattern has the token :${name}`);
  const found = values.findDay();
  return isUnknown(found) ? found : (formatDay(found.day, name) ?? '');
}

/** @returns null if the page has none */
function findSlug(values: TokenValues): string | null | Unknown {
  const slug = findRawSlug(values);
  if (slug === null || isUnknown(slug)) return slug;
  if (slug.includes('//')) return unknown('its slug has two slashes');
  return urlize(slug, values.spelling);
}

/** The slug without dashes at its ends, else the one of the file name. */
export function findRawSlug({ data, findDay }: TokenValues): string | null | Unknown {
  const own = readText(data, 'slug').replace(/^-+|-+$/g, '');
  if (own !== '') return own;
  const found = findDay();
  return isUnknown(found) ? found : found.slug || null;
}

function findTitle({ data, spelling, version }: TokenValues): string | Unknown {
  const title = readText(data, 'title');
  const older = urlize(title, spelling);
  if (!/[/\\]/.test(title)) return older;
  const isNew = worksAnew(version, changes.titleGaps);
  const newer = urlize(title.replace(/[/\\]/g, '-'), spelling);
  if (isNew === null && older !== newer) return unknownVersion('it is made of a title with a slash');
  return isNew ? newer : older;
}

/** A text as a part of a URL. A `#` at its end begins an empty fragment. */
function urlize(text: string, spelling: Spelling): string {
  return sanitiseTitle(text, spelling).replace(/#$/, '');
}
