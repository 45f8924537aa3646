import { htmlEscape } from 'escape-goat';
import { splitInvisible } from '../../text/invisible.ts';

/** Markup that is safe to put into a page. Only `html` and `trust` make it. */
export interface Markup {
  readonly markup: string;
}

type Part = string | number | Markup | false | null | undefined | Part[];

/** A template tag: every text that is put in is escaped, markup and lists of it go in as they are. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  return { markup: strings.reduce((text, string, at) => text + render(parts[at - 1]) + string) };
}

/** Marks our own text as markup: never one from YouTube or a page. */
export function trust(markup: string): Markup {
  return { markup };
}

/** A text from outside: its own direction of writing ends with it, and hidden characters show. */
export function show(text: string): Markup {
  return html`<bdi>${mark(text)}</bdi>`;
}

/** A text with its hidden characters made visible. */
export function mark(text: string): Markup[] {
  return splitInvisible(text).map((part, at) =>
    at % 2 === 0 ? html`${part}` : html`<span class="hidden">${part}</span>`,
  );
}

function render(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (Array.isArray(part)) return part.map(render).join('');
  return typeof part === 'object' ? part.markup : htmlEscape(String(part));
}
