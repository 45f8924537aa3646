import { normaliseLine } from './description-lines.ts';

/**
 * Leaves out of a description what is under every video of a channel. Each pattern is tried on each line, without
 * blanks at its ends.
 *
 * @param patterns `cut`: the first line that one matches ends the description; `drop`: lines that one matches go
 * @returns the same text if no line matches
 */
export function tidyDescription(
  description: string,
  { cut, drop }: { cut: readonly RegExp[]; drop: readonly RegExp[] },
): string {
  const lines = description.split('\n').map((line) => ({ line, cleaned: normaliseLine(line) }));
  const isMatched = (patterns: readonly RegExp[]) => (line: { cleaned: string }) =>
    patterns.some((pattern) => pattern.test(line.cleaned));
  const end = lines.findIndex(isMatched(cut));
  const isDropped = isMatched(drop);
  const kept = lines.slice(0, end < 0 ? undefined : end).filter((line) => !isDropped(line));
  if (kept.length === lines.length) return description;
  const text = kept.map(({ line }) => line).join('\n');
  return text.replace(/\n{3,}/g, '\n\n').trim();
}
