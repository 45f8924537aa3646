import { splitKey } from '../model/front-matter.ts';
import type { Field } from '../model/value.ts';
import type { BlockStyle } from './format.ts';
import { formatBlock } from './formats.ts';

/**
 * Renders a new page: keys in the order given, LF line ends, and one line end at the end.
 *
 * @param fields the front matter; keys are distinct, and nested ones are written with dots
 * @param body Markdown; may be empty
 */
export function renderPage(
  fields: readonly Field[],
  body: string,
  style: BlockStyle = { opening: '---', lists: 'lines' },
): string {
  const block = fields.map(({ key, value, timestamp }) => ({
    path: splitKey(key),
    value,
    timestamp: timestamp === true,
  }));
  return `${formatBlock(block, style)}${formatBody(body, '\n')}`;
}

/**
 * Gives a body the line ends of its page, and one at its end. An empty body stays empty.
 *
 * @param eol the page's line end
 */
export function formatBody(body: string, eol: '\n' | '\r\n'): string {
  const lines = body.includes('\r') ? body.replace(/\r\n?/g, '\n') : body;
  const text = lines.endsWith('\n') ? lines.replace(/\n+$/, '\n') : `${lines}\n`;
  if (text === '\n') return '';
  return eol === '\n' ? text : text.replaceAll('\n', eol);
}
