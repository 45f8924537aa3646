/** A full stop that does not end a sentence. Unicode's rules break there if a capital follows: `e.g. Wheels`. */
const abbreviation =
  /(?:^|[\s(])(?:\p{L}|\p{L}\.\p{L}|etc|vs|approx|ca|cf|incl|no|vol|dr|mr|mrs|ms|prof|st|jr|sr)\.\s*$/iu;

/** By Unicode's rules for sentences (UAX 29), except for abbreviations. */
export function* splitSentences(text: string): Generator<string> {
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

/** As much of a text as fits, up to the end of a word if that can be. */
export function takeWords(text: string, limit: number): string {
  const space = text.lastIndexOf(' ', limit);
  // Not every script has spaces, and not every word fits.
  return space > limit / 2
    ? text.slice(0, space)
    : fitParts(split(text, 'word'), limit) || fitParts(split(text, 'grapheme'), limit);
}
