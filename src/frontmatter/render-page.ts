import type { Field } from '../model/value.ts';
import type { Format } from './format.ts';
import { yaml } from './yaml/yaml.ts';

/**
 * Renders a new page: keys in the order given, LF line ends, and one line end at the end.
 *
 * @param fields the front matter; keys are distinct
 * @param body Markdown; may be empty
 */
export function renderPage(fields: readonly Field[], body: string, format: Format = yaml): string {
  const source = format.formatSource(
    fields.map(({ key, value, timestamp }) => ({ path: [key], value, timestamp: timestamp === true })),
  );
  const fence = format.fence === null ? '' : `${format.fence}\n`;
  return `${fence}${source}${fence}${formatBody(body, '\n')}`;
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
