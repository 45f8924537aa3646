import { stringify } from 'smol-toml';
import { readFrontMatter } from '../../src/frontmatter/read-values.ts';

export const formats = ['yaml', 'toml', 'json'] as const;
export type Format = (typeof formats)[number];

/** Writes a page anew in a format, as a person or `hugo convert` would: a date becomes TOML's own. */
export function convert(page: string, format: Format): string {
  const { data = {}, bodyStart = 0 } = readFrontMatter(page) ?? {};
  return `${writeBlock(data, format)}${page.slice(bodyStart)}`;
}

function writeBlock(data: Record<string, unknown>, format: Format): string {
  if (format === 'yaml') {
    const lines = Object.entries(data).map(([key, value]) => `"${key}": ${JSON.stringify(value)}\n`);
    return `---\n${lines.join('')}---\n`;
  }
  if (format === 'json') return `${JSON.stringify(data, null, 2)}\n`;
  return `+++\n${stringify(data).replace(/^date = "(.*)"$/m, 'date = $1')}+++\n`;
}
