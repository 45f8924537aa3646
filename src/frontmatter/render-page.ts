import type { Field } from '../model/value.ts';
import { yaml } from './yaml/yaml.ts';

/**
 * Renders a new page: keys in the order given, lists at column 0, nothing folded, quotes only where YAML 1.2 or 1.1
 * needs them, LF line ends, and one line end at the end.
 *
 * @param fields the front matter; keys are distinct
 * @param body Markdown; may be empty
 */
export function renderPage(fields: readonly Field[], body: string): string {
  return `${yaml.formatBlock(fields)}${formatBody(body, '\n')}`;
}

/**
 * Gives a body the line ends of its page, and one at its end. An empty body stays empty.
 *
 * @param eol the page's line end
 */
export function formatBody(body: string, eol: '\n' | '\r\n'): string {
  const text = body.replace(/\r\n?|\n/g, '\n').replace(/\n+$/, '');
  return text === '' ? '' : `${text}\n`.replaceAll('\n', eol);
}
