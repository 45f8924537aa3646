/** What a line can hold besides prose: links, e-mail addresses, hashtags and handles. */
const reference = /(?:https?:\/\/|www\.)\S+|(?<!\S)\S*@\S+|#[\p{L}\p{N}_]+/giu;
/** A label and its link, such as `Shop: https://…` or `Shop ► https://…`. */
const labelledLink = /^.{0,60}[:►→»–-]\s*(?:https?:\/\/|www\.)\S+$/iu;
/** A line of the chapter list, such as `0:00 Intro` or `▶ 1:02:03 – The end`. */
const chapter = /^[^\p{L}\p{N}]{0,3}\d{1,2}(?::\d\d){1,2}(?!\d)/u;

/** A full stop that does not end a sentence. Unicode's rules break there if a capital follows: `e.g. Wheels`. */
const abbreviation =
  /(?:^|[\s(])(?:\p{L}|\p{L}\.\p{L}|etc|vs|approx|ca|cf|incl|no|vol|dr|mr|mrs|ms|prof|st|jr|sr)\.\s*$/iu;

/** Zero-width spaces, and direction marks, of which a cut could leave one open. */
const invisible = /[\u200B\u2060\uFEFF\u202A-\u202E\u2066-\u2069]/gu;

function cleanLine(line: string): string {
  if (/^[!-~]+( [!-~]+)*$/.test(line)) return line; // As most lines are.
  return line.replace(invisible, '').replace(/\s+/gu, ' ').trim();
}

function isProse(line: string): boolean {
  if (/^[a-z]/i.test(line) && !/[@#]|:\/\/|www\./i.test(line)) return true; // As most lines are.
  return !chapter.test(line) && !labelledLink.test(line) && /\p{L}/u.test(line.replace(reference, ''));
}

/** One by one: usually only the first few are read. */
function* listLines(text: string): Generator<string> {
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
    yield text.slice(start, end);
    start = end + 1;
  }
  yield text.slice(start);
}

/** The first lines that `belongs` holds for, up to the first that it does not hold for, on one line. */
function takeParagraph(text: string, belongs: (line: string) => boolean): string {
  const paragraph: string[] = [];
  for (const raw of listLines(text)) {
    const line = cleanLine(raw);
    if (belongs(line)) paragraph.push(line);
    else if (paragraph.length > 0) break;
  }
  return paragraph.join(' ');
}

/** By Unicode's rules for sentences (UAX 29), but for abbreviations. */
function* splitSentences(text: string): Generator<string> {
  let last = '';
  for (const segment of split(text, 'sentence')) {
    if (last !== '' && !abbreviation.test(last)) {
      yield last;
      last = '';
    }
    last += segment;
  }
  yield last;
}

type Granularity = 'sentence' | 'word' | 'grapheme';

/** Part by part: only the beginning of a long text is looked at. */
function* split(text: string, granularity: Granularity): Generator<string> {
  for (const { segment } of findSegmenter(granularity).segment(text)) yield segment;
}

const segmenters = new Map<string, Intl.Segmenter>();

/** Making one costs more than using it. */
function findSegmenter(granularity: Granularity): Intl.Segmenter {
  const segmenter = segmenters.get(granularity) ?? new Intl.Segmenter('en', { granularity });
  segmenters.set(granularity, segmenter);
  return segmenter;
}

/** As many of the first parts as fit together. */
function fitParts(parts: Iterable<string>, limit: number): string {
  let text = '';
  for (const part of parts) {
    if (text.length + part.trimEnd().length > limit) break;
    text += part;
  }
  return text.trimEnd();
}

/** Ordinary English: each stop ends a sentence, as the next word begins with a capital. Then no segmenter is needed. */
const ordinary = /^(?:[^.!?\x80-\uffff]|[.!?] [A-Z])*$/;

/**
 * As many of the first sentences of an ordinary text as fit. It exists for speed; a property test checks that it agrees
 * with `takeSentences`.
 *
 * @param text longer than `limit`
 * @returns `''` if none fits, null if only a segmenter can tell
 */
export function takeOrdinarySentences(text: string, limit: number): string | null {
  const beginning = text.slice(0, limit + 2); // A blank at its end would not count.
  if (!ordinary.test(beginning)) return null;
  for (let end = beginning.lastIndexOf(' ', limit); end > 0; ) {
    const space = beginning.lastIndexOf(' ', end - 1);
    const isStop = '.!?'.includes(beginning.charAt(end - 1));
    if (isStop && !abbreviation.test(beginning.slice(space + 1, end))) return beginning.slice(0, end);
    end = space;
  }
  return '';
}

/** As many of the first sentences as fit. */
export function takeSentences(text: string, limit: number): string {
  return fitParts(splitSentences(text), limit);
}

function cutAtWord(text: string, limit: number): string {
  const beforeEllipsis = limit - 1;
  const space = text.lastIndexOf(' ', beforeEllipsis);
  // Not every script has spaces, and not every word fits.
  const start =
    space > beforeEllipsis / 2
      ? text.slice(0, space)
      : fitParts(split(text, 'word'), beforeEllipsis) || fitParts(split(text, 'grapheme'), beforeEllipsis);
  return `${start.replace(/[\s,;:–—-]+$/u, '')}…`;
}

/**
 * Says in one line what a video is about: the first paragraph of its description if that fits, else as many of its
 * sentences as fit, else its beginning. Lines of links, hashtags or chapters before the first prose are skipped; if
 * there is no prose at all, they are used.
 *
 * @param description a `Video`'s: of any length, without control characters
 * @param limit the most characters to return, in UTF-16 code units; a text cut at a word ends in `…` within it
 * @returns one line; `''` if the description is blank
 */
export function summariseDescription(description: string, limit = 160): string {
  const paragraph = takeParagraph(description, isProse) || takeParagraph(description, Boolean);
  if (paragraph.length <= limit) return paragraph;
  const sentences = takeOrdinarySentences(paragraph, limit) ?? takeSentences(paragraph, limit);
  return sentences || cutAtWord(paragraph, limit);
}
