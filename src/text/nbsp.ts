/**
 * Makes ordinary spaces of those that hold words together, where no line is broken. Lines that are set in, such as
 * commands to copy, stay as they are.
 */
export function replaceNbsp(text: string): string {
  return text.replace(/^[^ \n].*$/gm, (line) => line.replaceAll('\u00a0', ' '));
}
