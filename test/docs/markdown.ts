import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const repository = fileURLToPath(new URL('../..', import.meta.url));

/** One part of a document: what stands below one heading. */
export interface Section {
  /** `README.md: How URLs are kept`. */
  name: string;
  text: string;
}

/** The documents for those who use tubematter. */
export function listDocuments(): string[] {
  const docs = readdirSync(join(repository, 'docs')).filter((name) => name.endsWith('.md'));
  return ['README.md', ...docs.map((name) => `docs/${name}`)];
}

export function readDocument(path: string): string {
  return readFileSync(join(repository, path), 'utf8');
}

/** Cuts a document at its headings; a `#` in a block of code is none. */
export function readSections(path: string): Section[] {
  const text = readDocument(path);
  const blocks = [...text.matchAll(/^```[\s\S]*?^```/gm)];
  const isCode = (index: number) =>
    blocks.some((block) => index >= block.index && index < block.index + block[0].length);
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].filter(({ index }) => !isCode(index));
  return headings.map((heading, number) => ({
    name: `${path}: ${heading[1]}`,
    text: text.slice(heading.index, headings[number + 1]?.index),
  }));
}

/** The blocks of code in a language. */
export function readBlocks(text: string, language: string): string[] {
  const fence = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm');
  return [...text.matchAll(fence)].map(([, code = '']) => code);
}

/** The lines of all shell blocks, without comments. */
export function readCommands(text: string): string[] {
  return readBlocks(text, 'sh')
    .flatMap((block) => block.split('\n'))
    .map((line) => line.replace(/(^|\s+)# .*$/, '').trim())
    .filter((line) => line !== '');
}

/** What stands in backticks within the text, outside of blocks of code. */
export function readSpans(text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```$/gm, '');
  return [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
}
