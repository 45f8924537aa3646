/**
 * Turns no-break spaces into ordinary ones, for text that is not wrapped. Indented lines, such as commands to copy, stay
 * as they are.
 */
export function replaceNbsp(text: string): string {
  return text.replace(/^[^ \n].*$/gm, (line) => line.replaceAll('\u00a0', ' '));
}
