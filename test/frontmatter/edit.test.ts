import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { editPage } from '../../src/frontmatter/edit-page.ts';
import type { FieldChange } from '../../src/model/value.ts';

const ORDER = [
  ...[
    'title',
    'params.videoId',
    'params.duration',
    'params.tags',
    'description',
    'date',
    'weight',
    'ResourceId',
    'videoId',
    'url',
    'slug',
    'aliases',
    'aliasesArchive',
  ],
  ...['preview', 'duration', 'isShort', 'tags', 'sitemap', 'source'],
];
const folder = new URL('./edits/', import.meta.url);

describe.each(readdirSync(folder))('editPage keeps a page in %s and changes what is asked', (format) => {
  const cases = new URL(`${format}/`, folder);
  test.each(readdirSync(cases))('%s', (name) => {
    const read = (file: string) => readFileSync(new URL(`${name}/${file}`, cases), 'utf8');
    const { changes, body } = JSON.parse(read('changes.json')) as { changes: FieldChange[]; body?: string };
    const after = editPage(read('before.md'), changes, ORDER, body);
    expect(after).toBe(read('after.md'));
    const again = changes.filter(({ action }) => action !== 'append');
    expect(editPage(after, again, ORDER)).toBe(after);
  });
});
