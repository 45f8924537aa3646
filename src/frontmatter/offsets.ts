/** Gives the offset at which the line of an offset begins. */
export function findLineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Gives the offset after the line end of an offset's line. */
export function findLineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

/** Gives the line, from 1, at an offset of a text. */
export function findLineNumber(text: string, offset: number): number {
  return offset === 0 ? 1 : text.slice(0, offset).split('\n').length;
}
