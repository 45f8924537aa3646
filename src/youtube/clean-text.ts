/**
 * Makes text from YouTube safe to store: line ends become LF, control characters and noncharacters go, and a lone
 * surrogate becomes U+FFFD. Everything else stays as it is. Descriptions do hold CRLF; Google says nothing about the rest.
 */
export function cleanText(text: string): string {
  if (!noText.test(text)) return text.toWellFormed(); // As most texts are.
  return text.replace(/\r\n?/g, '\n').replace(new RegExp(noText, 'g'), '').toWellFormed();
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
const noText = /[\0-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]/;

/** The same for single-line text: line ends and tabs become spaces. */
export function cleanLine(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  return cleanText(text).replace(/[\n\t]/g, ' ');
}

/** Plain text of a message that may hold HTML, as Google's error messages do. At most 300 characters. */
export function stripHtml(text: string): string {
  const plain = text
    .replace(/<(style|script|title)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|amp|nbsp|#39);/g, (_, name: string) => entities[name] ?? ' ');
  const line = cleanLine(plain).replace(/\s+/g, ' ').trim();
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&', nbsp: ' ', '#39': "'" };
