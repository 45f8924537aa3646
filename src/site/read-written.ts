import type { UnreadablePage } from '../model/page.ts';

const textLine =
  /^[ \t]*["']?([\w-]+)["']?[ \t]*[:=][ \t]*["']?([^\s"'#][^"'\n]*?)["']?[ \t]*,?(?:[ \t]+#[^\n]*)?\r?$/gm;
const rootPath = /(?<![^\s"'`[({,:=>|-])\/[^\s"'`\])},]*/g;

/**
 * Reads what can be seen of URLs in front matter that cannot be read: texts on lines of their own, and all that looks like
 * a path of the site. It rather sees too many than too few.
 */
export function readWritten(text: string): Pick<UnreadablePage, 'seen' | 'urls'> {
  const lines = [...text.matchAll(textLine)].map(([, key = '', value = '']) => [key, value]);
  // The first of a name is the page's own; what follows may stand in a map.
  return {
    seen: Object.fromEntries(lines.toReversed()),
    urls: [...text.matchAll(rootPath)].map(([url]) => url),
  };
}
