/** A quoted word of a configuration; both servers read `\\` and `\"` in it, and take every other character as it is. */
export function quoteWord(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
