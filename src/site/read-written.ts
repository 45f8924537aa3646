import type { UnreadablePage } from '../model/page.ts';

const textLine =
  /^[ \t]*["']?([\w-]+)["']?[ \t]*[:=][ \t]*["']?([^\s"'#][^"'\n]*?)["']?[ \t]*,?(?:[ \t]+#[^\n]*)?\r?$/gm;
const rootPath = /(?<![^\s"'`[({,:=>|-])\/[^\s"'`\])},]*/g;

/**
 * Reads what can be seen of URLs in front matter that cannot be parsed: texts on lines of their own, and everything
 * that looks like a path of the site. Too many are better than too few.
 */
export function readWritten(text: string): Pick<UnreadablePage, 'seen' | 'urls'> {
  const lines = [...text.matchAll(textLine)].map(([, key = '', value = '']) => [key, value]);
  // The first key of a name is the page's own; later ones may be in a map.
  return {
    seen: Object.fromEntries(lines.toReversed()),
    urls: [...text.matchAll(rootPath)].map(([url]) => url),
  };
}
