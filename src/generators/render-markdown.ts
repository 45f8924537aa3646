/** What RFC 3986 allows in a URL, brackets apart, and letters of any script, since browsers show those decoded. */
const urlCharacter = /[\p{L}\p{N}\p{M}\-._~:/?#@!$&'*+,;=%]/u.source;
const inBrackets = String.raw`\(${urlCharacter}*\)|\[${urlCharacter}*\]`;
/** A URL ends before the punctuation of its sentence, but takes a bracket along that it opened itself. */
const urlEnd = /[\p{L}\p{N}\p{M}\-_~/#@$&+=%]/u.source;
const url = `(?:(?:https?|ftp)://|(?<![\\p{L}\\p{N}])www\\.)(?:${urlCharacter}|${inBrackets})*(?:${urlEnd}|${inBrackets})`;

/** Marks that a backslash does not undo: generators still find `<!--more-->`, and some no hard break after `\\`. */
const entities: Record<string, string> = { '<': '&lt;', '\\': '&#92;' };
const toEntity = /<(?=[a-z/!?])|\\$/u.source;

/**
 * Where a character would mean something in CommonMark (spec.commonmark.org) or in GitHub's flavour of it. A backslash
 * goes in front of each match.
 */
const commonMarks = [
  // At the start of a line.
  /^#{1,6}(?= |$)/u, // heading
  /^[-+*](?= |$)/u, // list
  /(?<=^\d{1,9})[.)](?= |$)/u, // ordered list
  /^>/u, // quote
  /^=(?==*$)/u, // heading, by its underline
  /^[-|:](?=[-|: ]*$)/u, // heading, rule, or the line below a table's head
  // Anywhere.
  /\\(?=[!-/:-@[-`{-~]|https?:|ftp:|www\.)/u, // escape
  /`/u, // code
  /(?<! )\*|\*(?! )/u, // emphasis
  /(?<![\p{L}\p{N}]_*)_|_(?!_*[\p{L}\p{N}])/u, // emphasis, which is never inside a word
  /(?<=[^ ])~|~(?=~)/u, // strikethrough, fenced code
  /\](?=[(:])/u, // link, image, definition of a link or a footnote
  /&(?=#\d+;|#x[\da-f]+;|[a-z][a-z\d]*;)/u, // entity
  /!(?=www\.)/u, // image, once the link is in brackets
  /(?<=https?|ftp):(?=\/\/[^ ])|(?<=\bwww)\.(?! )/u, // what GitHub's flavour takes for a link, and we do not
];

/** What a match can begin with. Without this look ahead, ordinary prose takes three times as long. */
const first = /(?=ht|ft|ww|[^a-z\d ])/u.source;

function renderLink(target: string): string {
  if (!/^www/i.test(target)) return `<${target}>`;
  return `[${target.replace(/[*_~[\]&:]/g, '\\$&')}](http://${target})`;
}

/**
 * Makes a function that writes a text as Markdown that reads as the text does on YouTube: the same paragraphs and line
 * breaks, links to click on, and nothing else that Markdown or a generator would make of its characters. An escape
 * stands only where a character would mean something, so ordinary prose stays as it is.
 *
 * @param ownMarks where a character other than a letter or digit means something to this generator only; a backslash
 *   goes in front
 * @param ownEntities the same where a backslash does not help: the character becomes an entity
 */
export function makeMarkdownRenderer(
  ownMarks: readonly RegExp[],
  ownEntities: readonly RegExp[] = [],
): (text: string) => string {
  const marks = [...commonMarks, ...ownMarks].map(({ source }) => source);
  const entity = [toEntity, ...ownEntities.map(({ source }) => source)].join('|');
  const meaningful = new RegExp(`${first}(?:(${url})|(${entity})|${marks.join('|')})`, 'giu');
  const escapeLine = (line: string) =>
    line.replace(meaningful, (match, link?: string, character?: string) => {
      if (link) return renderLink(match);
      return character ? (entities[match] ?? `&#${match.codePointAt(0)};`) : `\\${match}`;
    });
  return (text) =>
    text
      .trim()
      .replaceAll('\t', ' ')
      .split(/\n\s*\n/)
      .map((paragraph) =>
        paragraph
          .split('\n')
          .map((line) => escapeLine(line.trim()))
          .join('\\\n'),
      )
      .join('\n\n');
}
