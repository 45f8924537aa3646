import type { Value } from '../model/value.ts';

/**
 * Whether all readers of YAML take a text for one, with quotes and without: no number, date or boolean. Generators read
 * YAML 1.1, each in its own way, and whether a page has quotes cannot be seen from its value.
 */
export function isTextEverywhere(text: string): boolean {
  return !/^(?:~|null|true|false|yes|no|on|off|y|n|:.*|[-+.]?\d[\d_.:,]*(?:e[-+]?\d+)?|0[xob][\da-f_]+|\d{4}-\d\d?-\d\d?(?:[t\s].*)?)$/i.test(
    text,
  );
}

/** The text that all generators make of a value in a URL: of a text, or of a number such as a year. */
export function readPlainText(value: Value | undefined): string | null {
  if (typeof value === 'number')
    return Number.isInteger(value) && /^[1-9]\d{3}$/.test(`${value}`) ? `${value}` : null;
  return typeof value === 'string' && (isTextEverywhere(value) || /^[1-9]\d{3}$/.test(value)) ? value : null;
}
