import type { Field } from '../model/value.ts';
import { stripMark } from '../text/json.ts';
import type { BlockStyle } from './format.ts';
import { renderPage } from './render-page.ts';

/**
 * Puts front matter above the text of a page that has none. Every byte of the text stays; a byte order mark stays first.
 *
 * @param text the whole page; its first line end becomes that of the front matter
 * @param fields as those of a new page
 */
export function addBlock(text: string, fields: readonly Field[], style: BlockStyle): string {
  const body = stripMark(text);
  const mark = text.slice(0, text.length - body.length);
  const block = renderPage(fields, '', style);
  const hasCrlf = /\r?\n/.exec(text)?.[0] === '\r\n';
  return `${mark}${hasCrlf ? block.replaceAll('\n', '\r\n') : block}${body}`;
}
