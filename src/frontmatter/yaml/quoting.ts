import { isScalar, type Node, Scalar } from 'yaml';

/** The least quoting that a string gets: what the text around it has. */
type Quote = 'plain' | 'single' | 'double';

/** Where a text is: `flow` is inside `[…]` or `{…}`. */
export type Layout = 'block' | 'flow';

/** How strings are to be written. */
export interface Quoting {
  preferred: Quote;
  /** What a string gets that cannot be plain. */
  fallback: 'single' | 'double';
}

/**
 * Words that mean something, in any letter case, as in Psych. Site generators and many libraries still read YAML 1.1;
 * their rules are those of https://yaml.org/type/, and what https://github.com/ruby/psych `scalar_scanner.rb` and
 * https://github.com/go-yaml/yaml `resolve.go` add to them.
 */
const KEYWORD = /^(?:|~|null|true|false|yes|no|on|off|y|n|=|<<)$/i;
/**
 * Numbers: of YAML 1.1 (`1:30` is 90), of Go (`1_000`), of Psych (`1,000`), of the library yaml (`e7`). It is wider than
 * all of them: two quotes too many cost nothing, a title that becomes a number does.
 */
const NUMBER = /^[-+]?(?:0[box][\da-f_,]+|[.\d][\d_.:,]*(?:e[-+]?[\d_]*)?|e[-+]?\d+|\.(?:inf|nan))$/i;
/** Dates and times, including what some parsers accept: a year before Christ, an offset such as `+0200`. */
const DATE = /^-?\d{4}-\d\d?-\d\d?(?:(?:t|\s+)[\d:.]+\s*(?:z|[-+][\d:]+)?)?$/i;
/** YAML's indicators, and `:` at the start, which makes a symbol in Ruby. */
const NOT_PLAIN = /^(?:-(?:\s|$)|[?:,[\]{}#&*!|>'"%@`]|---|\.\.\.)|:(?:\s|$)|\s#|^\s|\s$/;
/** Wider than YAML says: parsers in Go stumble over a `?` in `[what? this]`. */
const NOT_PLAIN_IN_FLOW = /[,[\]{}:?]/;
/** Line breaks and what YAML does not count as printable. U+2028 and U+2029 are line breaks in YAML 1.1. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]/u;

/**
 * Chooses how a string is quoted.
 *
 * @param layout `flow` for text inside `[…]` or `{…}`
 */
export function chooseQuote(text: string, { preferred, fallback }: Quoting, layout: Layout): Quote {
  if (!isPrintable(text)) return 'double';
  if (preferred !== 'plain') return preferred;
  return canBePlain(text, layout) ? 'plain' : fallback;
}

/** The quotes that a value has; those of the text around it if it has none. */
export function quotingOf(node: Node | undefined, common: Quoting): Quoting {
  const type = isScalar(node) ? node.type : undefined;
  if (type === Scalar.QUOTE_DOUBLE) return { preferred: 'double', fallback: 'double' };
  return type === Scalar.QUOTE_SINGLE ? { preferred: 'single', fallback: 'single' } : common;
}

/** True for text that all readers of YAML take for the same string without quotes. */
export function canBePlain(text: string, layout: Layout): boolean {
  if ([NOT_PLAIN, KEYWORD, NUMBER, DATE].some((pattern) => pattern.test(text))) return false;
  return layout === 'block' || !NOT_PLAIN_IN_FLOW.test(text);
}

/** True for text without line breaks and characters that YAML needs escapes for. */
export function isPrintable(text: string): boolean {
  return !UNPRINTABLE.test(text);
}
