/** @returns undefined if it is not JSON: the caller says what is wrong */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The text of a file without the byte order mark that some editors put first. */
export function stripMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}
