/** A text with git's conflict markers, taken apart. */
export interface ConflictSides {
  ours: string;
  theirs: string;
  /** The line of the first mark, from 1. */
  line: number;
}

type Side = 'both' | 'ours' | 'base' | 'theirs';
/** What follows a marker. The base is what both sides changed. */
const following: Record<string, Side> = { '<': 'ours', '|': 'base', '=': 'theirs', '>': 'both' };

/** @returns null if no line is a conflict marker */
export function takeConflictSides(text: string): ConflictSides | null {
  const ours: string[] = [];
  const theirs: string[] = [];
  let side: Side = 'both';
  let first = 0;
  for (const [at, line] of text.split('\n').entries()) {
    const [mark] = /^(?:[<|>]{7}(?= )|[<|=>]{7}(?=\r?$))/.exec(line) ?? [];
    if (mark !== undefined) {
      first ||= at + 1;
      // If a conflict's other markers were removed, what follows a marker belongs to both sides.
      if (side !== 'both' || mark.startsWith('<')) side = following[mark[0] ?? ''] ?? side;
      continue;
    }
    if (side === 'both' || side === 'ours') ours.push(line);
    if (side === 'both' || side === 'theirs') theirs.push(line);
  }
  return first === 0 ? null : { ours: ours.join('\n'), theirs: theirs.join('\n'), line: first };
}
