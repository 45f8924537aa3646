import { replaceLoneSurrogates } from './surrogates.ts';

/** Characters that JSON may leave as they are, but TOML, editors or some parsers refuse, lose or take for a line end. */
const UNPRINTABLE = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** Writes a text in double quotes, as JSON and TOML read it alike. Half a surrogate pair becomes U+FFFD. */
export function quoteText(text: string): string {
  return JSON.stringify(replaceLoneSurrogates(text)).replace(UNPRINTABLE, escapeCharacter);
}

/** Writes a character as `\u0085`. */
function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
