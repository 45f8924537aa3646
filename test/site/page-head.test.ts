import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readHead } from '../../src/site/page-head.ts';
import { makeFolder } from '../e2e/run.ts';

const file = join(makeFolder(), 'page.md');
const read = (text: string | Buffer) => {
  writeFileSync(file, text);
  return readHead(file);
};

const long = `title: ${'long '.repeat(2000)}\n`;

test.each([
  ['', '---\n', '---\n', 'Text.\n'],
  ['', '---\r\n', '---\r\n', '\r\n'],
  ['\ufeff', '---\n', '---', ''],
  ['\n\n \n', '---\n', '---\n', 'Text with --- in it.\n---\n'],
  ['\ufeff\r\n\r\n', '---\r\n', '---\r\n', ''],
])('%j before %j: the front matter ends with %j before %j', (lead, opening, closing, body) => {
  for (const fields of ['title: One\n', long]) {
    const head = `${lead}${opening}${fields}${closing}`;
    expect(read(head + body)).toEqual({ text: head, encoding: 'UTF-8', bodyIsEmpty: body.trim() === '' });
  }
});

test.each([4096, 16_384, 65_536, 262_144])('it may end anywhere around %i bytes', (size) => {
  const [opening, closing] = ['---\ntitle: ', '\n---\n'];
  for (let length = size - 12; length <= size + 12; length++) {
    const head = `${opening}${'a'.repeat(length - opening.length - closing.length)}${closing}`;
    for (const body of ['', '\n', ' \n'.repeat(4), 'Text.\n', `${'\n'.repeat(4)}Text.\n`])
      expect(read(head + body)).toEqual({ text: head, encoding: 'UTF-8', bodyIsEmpty: body.trim() === '' });
    expect(read(head.trimEnd())).toEqual({ text: head.trimEnd(), encoding: 'UTF-8', bodyIsEmpty: true });
    expect(read(`${head.trimEnd()}-x\nText.\n`).text).toBe(`${head.trimEnd()}-x\n`);
    expect(read(head.slice(0, -5))).toEqual({
      text: head.slice(0, -5),
      encoding: 'UTF-8',
      bodyIsEmpty: false,
    });
  }
});

test('a file without front matter is not kept as a whole', () => {
  expect(read(`Text.\n\n---\n\n${'More. '.repeat(2000)}`).text).toHaveLength(4096);
});

test('bytes that are no text are told from U+FFFD', () => {
  expect(read('---\ntitle: \ufffd\n---\n').encoding).toBe('UTF-8');
  expect(read(Buffer.from('---\ntitle: \xff\n---\n', 'latin1')).encoding).toBe(null);
  expect(read(Buffer.from('\xff\n---\ntitle: a\n---\n', 'latin1')).encoding).toBe(null);
});

test.each([
  ['\ufeff', 'LE'],
  ['\ufeff', 'BE'],
  ['', 'LE'],
  ['', 'BE'],
])('UTF-16 with %j in front, %s, is told from UTF-8', (mark, order) => {
  const bytes = Buffer.from(`${mark}---\r\ntitle: \u00e9\r\n---\r\nText.\r\n`, 'utf16le');
  expect(read(order === 'LE' ? bytes : bytes.swap16())).toEqual({
    text: '---\r\ntitle: \u00e9\r\n---',
    encoding: 'UTF-16',
    bodyIsEmpty: false,
  });
});
