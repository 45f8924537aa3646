const isJoined = /^[\p{M}\p{Emoji_Modifier}\u200d]$/u;

/**
 * Two texts, each from near the first character in which they differ.
 *
 * @param lead how many characters before that one are kept
 */
export function excerptPair(before: string, after: string, lead = 30): [string, string] {
  const [first, second] = [[...before], [...after]];
  const differs = first.findIndex((character, at) => character !== second[at]);
  let start = Math.max(0, (differs < 0 ? first.length : differs) - lead);
  // Not within a character made of several, such as an emoji of two people.
  while (start > 0 && (isJoined.test(first[start] ?? '') || first[start - 1] === '\u200d')) start -= 1;
  const from = (characters: string[]) => `${start > 0 ? '…' : ''}${characters.slice(start).join('')}`;
  return [from(first), from(second)];
}
