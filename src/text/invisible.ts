// Joiners, variation selectors and tag characters are parts of ordinary words and emoji; tabs and line ends are shown.
const invisible =
  /((?![\t\n\p{Join_Control}\p{Variation_Selector}\u{e0020}-\u{e007f}])[\p{Cc}\p{Default_Ignorable_Code_Point}\u2028\u2029])/u;

/**
 * Splits a text at invisible characters that change how the rest is read, such as those that turn the direction of
 * writing (Unicode Technical Report 36, section 2).
 *
 * @returns visible texts and names such as `U+202E` in turn, a visible text first and last
 */
export function splitInvisible(text: string): string[] {
  return text.split(invisible).map((part, at) => (at % 2 === 0 ? part : nameCharacter(part)));
}

/** A text in which such characters have become their names, for places that cannot mark them. */
export function escapeInvisible(text: string): string {
  return splitInvisible(text).join('');
}

/** JSON in which such characters are escapes: the same values, for places where people read it too. */
export function escapeInvisibleInJson(json: string): string {
  return json.replace(new RegExp(invisible, 'gu'), (character) =>
    Array.from(
      { length: character.length },
      (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}

function nameCharacter(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
