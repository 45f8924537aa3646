import type { Values } from './page-text.ts';

/**
 * What Hugo makes of each text that a history uses as a title or a slug. The test with a real Hugo holds this table
 * against Hugo's own answers.
 */
export const hugoForms: Record<string, string> = {
  'By Hand': 'by-hand',
  'a--b': 'a--b',
  '🎬': '',
  'Rock & Roll: "live"': 'rock-roll-live',
  'Ünï — çödé': 'ünï-çödé',
  'A line\u2028separator': 'a-line-separator',
  "It's: a #1 \\ test": 'its-a-#1-\\-test',
  'ALPHA!': 'alpha',
  "Mine: it's #1": 'mine-its-#1',
};

/** The slug that the config wants for a title; `''` where the title has no letter that a slug can hold. */
const titleSlugs: Record<string, string> = {
  '🎬': '',
  'Rock & Roll: "live"': 'rock-and-roll-live',
  'Ünï — çödé': 'uni-code',
  'A line\u2028separator': 'a-line-separator',
  "It's: a #1 \\ test": 'its-a-1-test',
  'ALPHA!': 'alpha',
};

const plain = /^[\p{L}\p{N}_-]+(?: [\p{L}\p{N}_]+)*$/u;

function lookUp(table: Record<string, string>, text: string): string {
  const known = table[text];
  if (known !== undefined) return known;
  if (!plain.test(text)) throw new Error(`no entry for ${text}`);
  return text.toLowerCase().replaceAll(' ', '-');
}

/** The slug that YouTube's title asks for. */
export function wantedSlug(title: string, videoId: string): string {
  return lookUp(titleSlugs, title) || videoId.toLowerCase();
}

/** Two URLs are the same when they differ only in letter case or a trailing slash. */
export function fold(url: string): string {
  return url.replace(/\/+$/, '').toLowerCase();
}

/** Whether a URL holds the id of a video. */
export function holdsId(url: string, videoId: string): boolean {
  return fold(url).includes(videoId.toLowerCase());
}

const asText = (value: unknown) =>
  value === undefined || value === null || typeof value === 'object' ? '' : String(value);

/**
 * The URL under which Hugo serves a page.
 *
 * @param template the site's permalinks, as `urls.page` has them
 * @returns null where only Hugo can tell
 */
export function findOwnUrl(data: Values, template: string): string | null {
  const slug = asText(data['slug']) || asText(data['title']);
  const known: Record<string, string> = {
    slug: slug === '' ? '' : lookUp(hugoForms, slug),
    year: asText(data['date']).slice(0, 4),
    videoId: asText(data['videoId']) || asText(data['ResourceId']),
  };
  const pattern = asText(data['url']) || template.replace(/\{(\w+)\}/g, ':$1');
  const names = [...pattern.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  if (names.some((name) => !(name in known) || (name !== 'videoId' && known[name] === ''))) return null;
  const url = pattern.replace(/:(\w+)/g, (_, name: string) => known[name] ?? '');
  return `/${url.split('/').filter(Boolean).join('/')}`;
}

/** Whether another slug would give a page another URL. */
export function dependsOnSlug(data: Values, template: string): boolean {
  return asText(data['slug']) !== '' && /:slug|\{slug\}/.test(asText(data['url']) || template);
}
