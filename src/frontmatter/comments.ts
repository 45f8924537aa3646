/** A comment of a front matter block, from its `#` to the end of its line. */
export interface Comment {
  offset: number;
  text: string;
}

/** Gives the comments of a range as lines of their own, so that none is lost when the rest of it goes. */
export function keepComments(
  { comments, eol }: { comments: readonly Comment[]; eol: string },
  start: number,
  end: number,
  indent: string,
): string {
  return comments
    .filter(({ offset }) => offset >= start && offset < end)
    .map(({ text }) => `${indent}${text}${eol}`)
    .join('');
}
