import { Scalar, Schema } from 'yaml';
import type { Value } from '../../model/value.ts';

/** The least quoting that a string gets: what the text around it has. */
type Quote = 'plain' | 'single' | 'double';

/** How strings are to be written. */
export interface Quoting {
  preferred: Quote;
  /** What a string gets that cannot be plain. */
  fallback: 'single' | 'double';
}

/** Site generators, js-yaml and others still read YAML 1.1: text that means something there is quoted. */
const YAML_1_1 = new Schema({ schema: 'yaml-1.1', merge: true });
/** Numbers of YAML 1.2, of Go and of YAML 1.1, a little widened; and YAML 1.1's value key `=`. */
const LOOKS_NUMERIC = /^(?:=|[-+]?(?:0[box][\da-f_]+|\.?\d[\d_.:]*(?:e[-+]?\d+)?|\.(?:inf|nan)))$/i;
const NOT_PLAIN = /^(?:[-?:](?:\s|$)|[?:,[\]{}#&*!|>'"%@`]|---|\.\.\.)|:(?:\s|$)|\s#|^\s|\s$/;
/** Wider than YAML says: parsers in Go stumble over a `?` in `[what? this]`. */
const NOT_PLAIN_IN_FLOW = /[,[\]{}:?]/;
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)$/;
/** Line breaks and what YAML does not count as printable. U+2028 and U+2029 are line breaks in YAML 1.1. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]/u;

/**
 * Chooses how a string is quoted.
 *
 * @param layout `flow` for text inside `[…]` or `{…}`
 */
export function chooseType(text: string, quoting: Quoting, layout: 'block' | 'flow'): Scalar.Type {
  if (!isPrintable(text)) return Scalar.QUOTE_DOUBLE;
  if (quoting.preferred === 'plain' && canBePlain(text, layout)) return Scalar.PLAIN;
  const quote = quoting.preferred === 'plain' ? quoting.fallback : quoting.preferred;
  return quote === 'single' ? Scalar.QUOTE_SINGLE : Scalar.QUOTE_DOUBLE;
}

/** True for text that reads back as the same string without quotes, under YAML 1.2 and 1.1. */
export function canBePlain(text: string, layout: 'block' | 'flow'): boolean {
  if (NOT_PLAIN.test(text) || LOOKS_NUMERIC.test(text)) return false;
  if (layout === 'flow' && NOT_PLAIN_IN_FLOW.test(text)) return false;
  return !YAML_1_1.tags.some(
    (tag) => tag.tag !== 'tag:yaml.org,2002:str' && 'test' in tag && tag.default && tag.test?.test(text),
  );
}

/** True for text without line breaks and characters that YAML needs escapes for. */
export function isPrintable(text: string): boolean {
  return !UNPRINTABLE.test(text);
}

/** True for a date and time that YAML 1.1 reads as one, offset included. */
export function isTimestamp(value: Value): value is string {
  return typeof value === 'string' && TIMESTAMP.test(value);
}
