import type { Generator } from '../generators/generator.ts';
import { cutToBytes } from '../text/cut-bytes.ts';
import { fillText, findTokens, type Tokens } from '../text/template.ts';

/** File systems take 255 bytes a name; a number and the extension come on top. */
const mostBytes = { value: 180, name: 240 };

/** What Windows takes in no name, controls, and marks that turn the direction of a text or show nothing. */
const refused =
  /[<>:"/\\|?*\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]+/gu;
/**
 * Names that Windows gives to devices, whatever extension follows.
 * Source: https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
 */
const device = /^(con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])(?=\s*(?:\.|$))/i;
/** A file of this name makes a bundle of its folder, or stands for it; below the last nobody looks for pages. */
const special = /^_?index(?:\.[\w-]+)?$|^node_modules$/i;

/** What tells the pages of a template apart: a number joins the last name that has one of these. */
const own = ['title', 'slug', 'videoId'];

/**
 * Fills the template of a new page's file: each name is one that every system takes and the generator builds. A name that
 * is taken gets `-2`, `-3`.
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

/** The key by which two paths are one on some system. */
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
  // Behind the last dot of a file's name a language is looked for.
  return isFile ? name.replace(/\.(?=[^.\s]+$)/u, '-') : name;
}
