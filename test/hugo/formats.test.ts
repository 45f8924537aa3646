import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readFrontMatter } from '../../src/frontmatter/read-values.ts';
import type { Value } from '../../src/model/value.ts';
import { writeFiles } from '../e2e/files.ts';
import { findHugo, hugoVariables, runHugo } from './hugo.ts';

const root = mkdtempSync(join(tmpdir(), 'tubematter-formats-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const edits = new URL('../frontmatter/edits/', import.meta.url);
/** Hugo reads no language behind a fence, prints no nan, and takes no key for another in TOML that differs in letter case. */
const unread = /-behind-dashes|numbers-and-booleans/;

/** Every page of the lossless edits, as it is afterwards. */
const pages = readdirSync(edits)
  .flatMap((format) => readdirSync(new URL(`${format}/`, edits)).map((name) => `${format}/${name}`))
  .filter((name) => !name.startsWith('yaml/') && !unread.test(name))
  .map((name) => ({ name, text: readFileSync(new URL(`${name}/after.md`, edits), 'utf8') }));

test.for(hugoVariables.map((variable) => ({ variable })))(
  'Hugo ($variable) reads from TOML and JSON pages what was written',
  ({ variable }, context) => {
    const hugo = findHugo(variable);
    if ('reason' in hugo) return context.skip(hugo.reason);
    const site = mkdtempSync(join(root, 'site-'));
    writeFiles(site, {
      'hugo.toml':
        "baseURL = 'https://example.org/'\ndisableKinds = ['taxonomy', 'term', 'RSS', 'sitemap', '404']\n",
      'layouts/_default/single.html': '',
      'layouts/_default/list.html': '',
      'layouts/index.html':
        '{{ range site.RegularPages }}{{ dict "file" .File.Path "params" .Params "body" .RawContent | jsonify }}\n{{ end }}',
      ...Object.fromEntries(pages.map(({ name, text }) => [`content/${name}.md`, text])),
    });
    const { exitCode, stdout, stderr } = runHugo(hugo.path, site, []);
    expect(exitCode, stdout + stderr).toBe(0);

    const lines = readFileSync(join(site, 'public/index.html'), 'utf8').trim().split('\n');
    const read = new Map(lines.map((line) => [JSON.parse(line).file, JSON.parse(line)]));
    expect(read.size).toBe(pages.length);
    for (const { name, text } of pages) {
      const ours = readFrontMatter(text);
      const { params, body } = read.get(`${name}.md`);
      for (const [key, value] of listParams(ours?.data ?? {})) {
        expect([name, key, fold(params[key.toLowerCase()])]).toEqual([name, key, fold(value)]);
      }
      expect(body.trim(), name).toBe(text.slice(ours?.bodyStart).trim());
    }
  },
);

/** Hugo takes what stands below `params` for keys of the root. */
function listParams(data: Record<string, Value>): [key: string, value: Value][] {
  return Object.entries(data).flatMap(([key, value]) =>
    key.toLowerCase() === 'params' && typeof value === 'object'
      ? Object.entries(value ?? {})
      : [[key, value]],
  );
}

/** Hugo lower-cases keys, has moments for dates, and keeps the line ends of a file in its texts. */
function fold(value: Value | undefined): Value {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') {
    const isDate = /^\d{4}-\d\d-\d\d(T|$)/.test(value);
    return isDate
      ? new Date(value.length < 20 ? `${value.slice(0, 19)}` : value).getTime()
      : value.replaceAll('\r\n', '\n');
  }
  if (Array.isArray(value)) return value.map(fold);
  if (typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key.toLowerCase(), fold(item)]));
}
