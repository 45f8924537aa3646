/**
 * The beginning of a text that fits into so many bytes of UTF-8: names of files are limited by bytes. What a reader sees as
 * one character is not cut.
 */
export function cutToBytes(text: string, most: number): string {
  if (text.length * 3 <= most || Buffer.byteLength(text) <= most) return text;
  let bytes = 0;
  let end = 0;
  // Few texts are too long: making it when the program starts would take 4 ms of every run.
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
  for (const { segment, index } of segmenter.segment(text)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > most) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}
