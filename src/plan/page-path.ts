import type { Generator } from '../generators/generator.ts';
import { cutToBytes } from '../text/cut-bytes.ts';
import { fillText, findTokens, type Tokens } from '../text/template.ts';

/** File systems allow 255 bytes per name; a number and the extension are added. */
const mostBytes = { value: 180, name: 240 };

/** Characters that Windows forbids in names, controls, and marks that are invisible or turn a text's direction. */
const refused =
  /[<>:"/\\|?*\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]+/gu;
/**
 * Device names on Windows, with any extension. Source:
 * https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
 */
const device = /^(con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])(?=\s*(?:\.|$))/i;
/** A file of this name turns its folder into a bundle, or stands for it; nobody looks for pages below the last. */
const special = /^_?index(?:\.[\w-]+)?$|^node_modules$/i;

/** What tells the pages of a template apart: a number joins the last name that has one of these. */
const own = ['title', 'slug', 'videoId'];

/**
 * Fills the template of a new page's file: every system accepts each name, and the generator builds it. A taken name
 * gets `-2`, `-3`.
 *
 * @param template `file` of the config
 * @param isTaken whether another page has a path
 * @returns a path below the content folder
 */
export function makePagePath(
  template: string,
  tokens: Tokens,
  generator: Generator,
  isTaken: (path: string) => boolean,
): string {
  const names = template.split('/');
  const numbered = names.findLastIndex((name) => findTokens(name).some((token) => own.includes(token)));
  const fill = (number: number) =>
    names
      .map((name, at) => {
        const isFile = at === names.length - 1;
        return fillName(name, isFile, at === numbered ? number : 1, tokens, generator);
      })
      .filter((name) => name !== '')
      .join('/');
  for (let number = 1; ; number++) {
    const path = fill(number);
    if (numbered < 0 || !isTaken(path)) return path;
  }
}

/** Two paths with the same key are one file on some system. */
export function foldPagePath(path: string): string {
  return path.normalize().toLowerCase();
}

function fillName(
  template: string,
  isFile: boolean,
  number: number,
  tokens: Tokens,
  generator: Generator,
): string {
  const names = findTokens(template);
  if (names.length === 0) return template;
  const [extension = ''] = isFile ? (/\.\w+$/.exec(template) ?? []) : [];
  const stemTemplate = template.slice(0, template.length - extension.length);
  const values = Object.fromEntries(names.map((name) => [name, cleanValue(fillText(`{${name}}`, tokens))]));
  const filled = cleanName(fillText(stemTemplate, values), isFile, generator);
  const isOwn = isFile || names.some((name) => own.includes(name));
  const stem = filled === '' && isOwn ? cleanName(String(tokens['videoId']), isFile, generator) : filled;
  const safe = special.test(stem) ? `${stem}-2` : stem.replace(device, '$1-2');
  return `${safe}${number > 1 ? `-${number}` : ''}${extension}`;
}

function cleanValue(value: string): string {
  const plain = value.normalize().replace(refused, ' ').replace(/\s+/gu, ' ').trim();
  return cutToBytes(plain, mostBytes.value);
}

function cleanName(text: string, isFile: boolean, { hiddenPrefix }: Generator): string {
  let name = cutToBytes(text, mostBytes.name).replace(/[\s.~]+$/u, '');
  while (hiddenPrefix.test(name)) name = name.slice(1).trimStart();
  // Generators look for a language after the last dot of a file's name.
  return isFile ? name.replace(/\.(?=[^.\s]+$)/u, '-') : name;
}
