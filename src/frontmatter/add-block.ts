import type { Field } from '../model/value.ts';
import type { BlockStyle } from './format.ts';
import { renderPage } from './render-page.ts';

const byteOrderMark = '\ufeff';

/**
 * Puts front matter above the text of a page that has none. Every byte of the text stays; a byte order mark stays first.
 *
 * @param text the whole page; its first line end becomes that of the front matter
 * @param fields as those of a new page
 */
export function addBlock(text: string, fields: readonly Field[], style: BlockStyle): string {
  const start = text.startsWith(byteOrderMark) ? byteOrderMark.length : 0;
  const block = renderPage(fields, '', style);
  const hasCrlf = /\r?\n/.exec(text)?.[0] === '\r\n';
  return text.slice(0, start) + (hasCrlf ? block.replaceAll('\n', '\r\n') : block) + text.slice(start);
}
