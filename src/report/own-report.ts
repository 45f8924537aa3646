import { isRecord } from '../model/validation.ts';
import { parseJson } from '../text/json.ts';
import { htmlMark } from './html/document.ts';
import { commentLimit, type SizeLimit } from './markdown-sections.ts';

/** Rendered Markdown hides comments, on GitHub too. */
const markdownMark = '<!-- A report of tubematter -->';

/**
 * Makes the Markdown of a report's file, with a mark by which the next run recognises it.
 *
 * @param write makes the text, which then still fits a comment
 */
export function markMarkdown(write: (limit: SizeLimit) => string): string {
  const end = `\n${markdownMark}\n`;
  return write({ ...commentLimit, maximum: commentLimit.maximum - end.length }) + end;
}

/**
 * Whether a file is a report that tubematter wrote.
 *
 * @param extension `.html`, `.md` or `.json`
 */
export function isOwnReport(extension: string, text: string): boolean {
  if (extension === '.html') return text.slice(0, 2000).includes(htmlMark);
  if (extension === '.md') return text.trimEnd().endsWith(markdownMark);
  const json = parseJson(text);
  if (!isRecord(json) || typeof json['version'] !== 'number') return false;
  const { changes, problems, findings, sites } = json;
  return (
    isListOfSites(sites) || Array.isArray(findings) || (Array.isArray(changes) && Array.isArray(problems))
  );
}

function isListOfSites(sites: unknown): boolean {
  return Array.isArray(sites) && sites.every((site) => isRecord(site) && typeof site['site'] === 'string');
}
