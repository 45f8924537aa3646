// Fills the tables of README.md from the source, so that they stay true: `npm run readme`. Needs `npm run build`.
// With --check it only says whether they are up to date (exit 1 where not).
import { readFileSync, writeFileSync } from 'node:fs';
import { builtInDefaults, listConfigKeys, tokens } from '../.build/source.js';

const file = new URL('../README.md', import.meta.url);

const urlLists = {
  aliases: '`urls.aliases`, and each earlier URL',
  aliasesArchive: 'every URL without the video id',
};
const describeValue = ({ key, value }) =>
  urlLists[key] ?? `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;

const tables = {
  fields: [
    ['key', 'value', 'update'],
    ...builtInDefaults.fields.map((field) => [`\`${field.key}\``, describeValue(field), field.update]),
  ],
  tokens: [
    ['token', 'means'],
    ...Object.entries(tokens).map(([name, { meaning }]) => [`\`{${name}}\``, meaning]),
  ],
  configuration: [
    ['key', 'holds', 'means'],
    ...listConfigKeys().map(({ path, type, description }) => [`\`${path}\``, type, description]),
  ],
};

/** A table as the formatter leaves it: each column as wide as its widest cell. */
function formatTable(rows) {
  const escaped = rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = escaped[0].map((_, column) => Math.max(...escaped.map((row) => row[column].length)));
  const formatRow = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  const [head, ...body] = escaped.map(formatRow);
  return [head, formatRow(widths.map((width) => '-'.repeat(width))), ...body].join('\n');
}

const before = readFileSync(file, 'utf8');
const after = Object.entries(tables).reduce((text, [name, rows]) => {
  const place = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(\n<!-- /${name} -->)`);
  if (!place.test(text)) throw new Error(`README.md has no place for the table "${name}".`);
  return text.replace(place, (_, open, close) => `${open}${formatTable(rows)}${close}`);
}, before);
if (!process.argv.includes('--check')) writeFileSync(file, after);
else if (after !== before) {
  process.stderr.write('The tables of README.md are out of date: run npm run readme.\n');
  process.exitCode = 1;
}
