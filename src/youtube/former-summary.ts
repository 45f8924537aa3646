import { takeOrdinarySentences, takeSentences, takeWords } from '../text/sentences.ts';
import { normaliseLine } from './description-lines.ts';

const reference = /(?:https?:\/\/|www\.)\S+|(?<!\S)\S*@\S+|#[\p{L}\p{N}_]+/giu;
const labelledLink = /^.{0,60}[:►→»–-]\s*(?:https?:\/\/|www\.)\S+$/iu;
const chapter = /^[^\p{L}\p{N}]{0,3}\d{1,2}(?::\d\d){1,2}(?!\d)/u;

/**
 * The summary that versions with lockfile version 1 made from a description: pages that have it keep it until YouTube's
 * text changes.
 *
 * @param description a `Video`'s
 */
export function summariseFormerly(description: string, limit = 160): string {
  const paragraph = takeParagraph(description, isProse) || takeParagraph(description, Boolean);
  if (paragraph.length <= limit) return paragraph;
  const sentences = takeOrdinarySentences(paragraph, limit) ?? takeSentences(paragraph, limit);
  return sentences || `${takeWords(paragraph, limit - 1).replace(/[\s,;:–—-]+$/u, '')}…`;
}

function isProse(line: string): boolean {
  return !chapter.test(line) && !labelledLink.test(line) && /\p{L}/u.test(line.replace(reference, ''));
}

function takeParagraph(text: string, belongs: (line: string) => boolean): string {
  const paragraph: string[] = [];
  for (const raw of text.split('\n')) {
    const line = normaliseLine(raw);
    if (belongs(line)) paragraph.push(line);
    else if (paragraph.length > 0) break;
  }
  return paragraph.join(' ');
}
