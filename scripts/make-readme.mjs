// Fills the tables of README.md from the source, so that they stay true: `npm run readme`. Needs `npm run build`.
// With --check it only says whether they are up to date (exit 1 where not).
import { readFileSync, writeFileSync } from 'node:fs';
import { defaultFields } from '../dist/config/defaults.js';
import { configSchema } from '../dist/config/schema.js';
import { tokenMeanings } from '../dist/plan/tokens.js';

const file = new URL('../README.md', import.meta.url);

const ledger = {
  aliases: '`urls.aliases`, and each earlier URL',
  aliasesArchive: 'every URL without the video id',
};
const cell = (text) => text.replaceAll('|', '\\|');
const fields = [
  '| key | value | owner |',
  '|---|---|---|',
  ...defaultFields.map(
    ({ key, value, own }) =>
      `| \`${key}\` | ${ledger[key] ?? `\`${cell(typeof value === 'string' ? value : JSON.stringify(value))}\``} | ${own} |`,
  ),
];
const tokens = [
  '| token | means |',
  '|---|---|',
  ...Object.entries(tokenMeanings).map(([name, meaning]) => `| \`{${name}}\` | ${cell(meaning)} |`),
];

/** Every key of the config with its description, parents before their children. */
function listKeys(schema, path) {
  const inner = schema.unwrap ? schema.unwrap() : schema;
  if (!inner.shape) return [];
  return Object.entries(inner.shape).flatMap(([key, child]) => {
    if (key === '$schema') return [];
    const name = path === '' ? key : `${path}.${key}`;
    const children = listKeys(child, name);
    const own = child.description === undefined ? [] : [`| \`${name}\` | ${cell(child.description)} |`];
    return [...own, ...children];
  });
}
const configuration = ['| key | means |', '|---|---|', ...listKeys(configSchema, '')];

const before = readFileSync(file, 'utf8');
const after = Object.entries({ fields, tokens, configuration }).reduce(
  (text, [name, lines]) =>
    text.replace(
      new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`),
      (_, open, close) => `${open}${lines.join('\n')}\n${close}`,
    ),
  before,
);
if (!process.argv.includes('--check')) writeFileSync(file, after);
else if (after !== before) {
  process.stderr.write('The tables of README.md are out of date: run npm run readme.\n');
  process.exitCode = 1;
}
