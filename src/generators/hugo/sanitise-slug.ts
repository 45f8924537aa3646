/** How the configuration of a site says that its URLs are spelled. */
export interface Spelling {
  /** Whether `disablePathToLower` is set. */
  keepsCase: boolean;
  /** Whether `removePathAccents` is set. */
  dropsAccents: boolean;
}

const defaultSpelling: Spelling = { keepsCase: false, dropsAccents: false };

/** What Hugo makes of a slug in a URL: what it makes of a title, without dashes at the slug's ends. */
export function sanitiseSlug(slug: string, spelling = defaultSpelling): string {
  return sanitiseTitle(slug.replace(/^-+|-+$/g, ''), spelling);
}

/**
 * What Hugo makes of a title, or of any text, in a URL: lower case, a dash for each gap without one, and nothing but
 * letters, digits, marks and `. / \ _ # + ~ @ -`.
 * Source: Hugo, common/paths/path.go (Sanitize), resources/page/permalinks.go.
 */
export function sanitiseTitle(title: string, { keepsCase, dropsAccents } = defaultSpelling): string {
  if (/^[a-z\d./_-]*$/.test(title)) return title; // As most slugs are.
  const clean = title
    .replace(/[^\p{L}\p{Nd}\p{M}./\\_#+~@%\s-]|%(?![0-9A-Fa-f]{2})/gu, '')
    .trim()
    .replace(/(?<=-)\s+|\s+(?=-)/g, '')
    .replace(/\s+/g, '-');
  const spelled = dropsAccents
    ? clean
        .normalize('NFD')
        .replace(/\p{Mn}/gu, '')
        .normalize('NFC')
    : clean;
  return keepsCase ? spelled : spelled.replace(/\p{L}/gu, lowerLetter);
}

/** As Go does it: letter by letter, and each stays one, where JavaScript makes two of `İ` and looks for the last `Σ`. */
function lowerLetter(letter: string): string {
  return String.fromCodePoint(letter.toLowerCase().codePointAt(0) ?? 0);
}
