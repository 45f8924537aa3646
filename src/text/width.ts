import measure from 'fast-string-width';

/** Made for the first text that is too long: it takes longer to make than a small command to run. */
let characters: Intl.Segmenter | undefined;

/** How many columns of a terminal a text takes: two for a Chinese character or an emoji, none for a colour. */
export function measureWidth(text: string): number {
  return measure(text);
}

/** A text cut to this many columns, between two characters as people see them; `…` stands for what is left out. */
export function cutToWidth(text: string, columns: number): string {
  if (measureWidth(text) <= columns) return text;
  let width = 0;
  characters ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  for (const { segment, index } of characters.segment(text)) {
    width += measureWidth(segment);
    if (width >= columns) return `${text.slice(0, index)}…`;
  }
  return text;
}

/** Pads a text with spaces to at least this many columns. */
export function padToWidth(text: string, columns: number): string {
  return `${text}${' '.repeat(Math.max(0, columns - measureWidth(text)))}`;
}

/** A text on one line of at most this many columns. */
export function shorten(text: string, columns = 60): string {
  return cutToWidth(text.replace(/\s+/g, ' '), columns);
}
