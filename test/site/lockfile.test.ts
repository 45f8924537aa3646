import { describe, expect, test } from 'vitest';
import type { Lock, LockEntry } from '../../src/model/lockfile.ts';
import { parseLock, serialiseLock } from '../../src/site/lockfile.ts';

const entry = (slug: string, fields: LockEntry['fields'] = {}): LockEntry => ({
  url: `/v/${slug}`,
  fields: { title: slug, ...fields },
});
const lock: Lock = {
  zzzzzzzzzz_: entry('last', { aliases: ['/old'], duration: null }),
  'AAAAAAAAA-0': entry('first'),
  mmmmmmmmmmm: entry('Ünï "quoted"\nline'),
};
const write = (given: Lock) => [...serialiseLock(given)].join('');
const text = write(lock);
const lines = text.split('\n');

describe('a lock', () => {
  test('is JSON with one line a video, sorted, whatever came first', () => {
    expect(JSON.parse(text)).toEqual({ version: 1, pages: lock });
    expect(lines.map((line) => line.slice(1, 12))).toEqual([
      '"version":1',
      'AAAAAAAAA-0',
      'mmmmmmmmmmm',
      'zzzzzzzzzz_',
      '}',
      '',
    ]);
    const turned = Object.entries(lock).map(([id, { url, fields }]): [string, LockEntry] => [
      id,
      { url, fields: Object.fromEntries(Object.entries(fields).reverse()) },
    ]);
    expect(write(Object.fromEntries(turned.reverse()))).toBe(text);
  });

  test('changes in one line where one video changes', () => {
    const changed = write({ ...lock, mmmmmmmmmmm: entry('other') }).split('\n');
    expect(changed.filter((line, at) => line !== lines[at])).toHaveLength(1);
    expect(changed).toHaveLength(lines.length);
  });

  test.each([
    ['as it was written', text],
    ['with CRLF', text.replaceAll('\n', '\r\n')],
    ['without the commas that a merge may lose', text.replaceAll('},\n', '}\n')],
    ['without videos', write({})],
  ])('is read %s', (name, written) => {
    expect(parseLock(written.split('\n'))).toEqual({
      lock: name === 'without videos' ? {} : lock,
      damage: null,
      isNewer: false,
    });
  });
});

test.each([
  [text, false],
  [text.replace('"version":1', '"version":2'), true],
  [`\ufeff${text.replace('"version":1', '"version":10')}`, true],
  ['', false],
  ['{"version":"2","pages":{', false],
])('a lock of a newer version is known by its first line: %#', (written, isNewer) => {
  expect(parseLock(written.split('\n')).isNewer).toBe(isNewer);
});

describe('a damaged lock', () => {
  const { mmmmmmmmmmm: _, ...others } = lock;
  const replaced = (line: string) => [...lines.slice(0, 2), line, ...lines.slice(3)].join('\n');

  test.each([
    ['half a line', replaced((lines[2] ?? '').slice(0, 30)), others, 'line 3 is damaged'],
    ['an entry without fields', replaced('"mmmmmmmmmmm":{"url":"/v/x"},'), others, 'line 3 is damaged'],
    ['an id that is none', replaced('"mmm":{"url":"/v/x","fields":{}},'), others, 'line 3 is damaged'],
    [
      'what is left of a conflict',
      replaced('<<<<<<< HEAD\n=======\n>>>>>>> night'),
      others,
      '3 lines are damaged, the first is line 3',
    ],
    ['another first line', text.replace('"version":1', '"version":9'), lock, 'line 1 is damaged'],
    ['no first line', lines.slice(1).join('\n'), lock, 'its first line is not that of a lock'],
    ['an empty file', '', {}, 'its first line is not that of a lock'],
  ])('keeps every whole line: %s', (_name, written, kept, damage) => {
    expect(parseLock(written.split('\n'))).toEqual({ lock: kept, damage, isNewer: expect.any(Boolean) });
  });

  test('keeps of two lines for one video what they agree on, and every URL', () => {
    const writeLine = (given: LockEntry) => write({ mmmmmmmmmmm: given }).split('\n')[1];
    const ours = entry('ours', {
      tags: ['a'],
      layout: null,
      aliases: ['/a'],
      aliasesArchive: ['/x', '/ours'],
    });
    const theirs = entry('theirs', { tags: ['a'], isShort: true, aliases: ['/b'], aliasesArchive: ['/x'] });
    const merged = ['<<<<<<< a', writeLine(ours), '=======', writeLine(theirs), '>>>>>>> b'].join('\n');
    const read = parseLock(replaced(merged).split('\n'));
    expect(read.lock['mmmmmmmmmmm']?.fields).toEqual({
      title: null,
      tags: ['a'],
      layout: null,
      isShort: null,
      aliases: ['/a', '/b'],
      aliasesArchive: ['/x', '/ours'],
    });
    expect(read.lock).toMatchObject(others);
    expect(read.damage).toBe('4 lines are damaged, the first is line 3');
  });
});
