import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ChangedMeanwhileError, createFile, replaceFile, writeWhole } from '../../src/files/write-file.ts';
import { readFiles } from '../e2e/files.ts';
import { makeFolder } from '../e2e/run.ts';

/** What a page was when it was read. */
const look = (file: string) => lstatSync(file, { bigint: true });
const isRoot = process.getuid?.() === 0;

describe('an existing file', () => {
  // 022 is the umask of most systems: it would take the write bit of the group away.
  test.each([0o600, 0o640, 0o644, 0o664, 0o755, 0o444])('keeps its mode, %i', async (mode) => {
    const folder = makeFolder({ 'page.md': 'old', 'lock.json': 'old' });
    for (const name of ['page.md', 'lock.json']) chmodSync(join(folder, name), mode);
    await replaceFile(join(folder, 'page.md'), 'new', look(join(folder, 'page.md')));
    writeWhole(join(folder, 'lock.json'), 'new');
    expect(readFiles(folder)).toEqual({ 'page.md': 'new', 'lock.json': 'new' });
    for (const name of ['page.md', 'lock.json'])
      expect(statSync(join(folder, name)).mode & 0o7777).toBe(mode);
  });

  test('keeps its owner where root writes it', async ({ skip }) => {
    skip(!isRoot, 'only root can give files away: owners were NOT tested');
    const file = join(makeFolder({ 'page.md': 'old' }), 'page.md');
    chownSync(file, 1234, 2345);
    chmodSync(file, 0o660);
    await replaceFile(file, 'new', look(file));
    expect(statSync(file)).toMatchObject({ uid: 1234, gid: 2345, mode: 0o100660 });
  });

  test('loses no other name: a hard link keeps the old text', async () => {
    const folder = makeFolder({ 'page.md': 'old' });
    const file = join(folder, 'page.md');
    linkSync(file, join(folder, 'backup'));
    await replaceFile(file, 'new', look(file));
    expect(readFiles(folder)).toEqual({ 'page.md': 'new', backup: 'old' });
  });
});

describe('a page that is another one by now is left alone:', () => {
  test.each<[name: string, change: (file: string) => void]>([
    ['longer', (file) => writeFileSync(file, 'mine, and longer')],
    ['written again', (file) => utimesSync(file, 1, 1)],
    [
      'as long, with its time of writing set back',
      (file) => {
        writeFileSync(file, 'own');
        utimesSync(file, 5, 5);
      },
    ],
    [
      'another file',
      (file) => {
        writeFileSync(`${file}.new`, 'own');
        renameSync(`${file}.new`, file);
      },
    ],
    ['gone', (file) => rmSync(file)],
    [
      'a folder',
      (file) => {
        rmSync(file);
        mkdirSync(file);
      },
    ],
    [
      'a link',
      (file) => {
        renameSync(file, `${file}.real`);
        symlinkSync(`${file}.real`, file);
      },
    ],
  ])('%s', async (_, change) => {
    const folder = makeFolder({ 'page.md': 'old' });
    const file = join(folder, 'page.md');
    utimesSync(file, 5, 5);
    const expected = look(file);
    change(file);
    const before = readFiles(folder);
    await expect(replaceFile(file, 'new', expected)).rejects.toThrow(ChangedMeanwhileError);
    expect(readFiles(folder)).toEqual(before);
  });

  test('there, where it was not', async () => {
    const folder = makeFolder({ 'page.md': 'mine' });
    await expect(createFile(join(folder, 'page.md'), 'new')).rejects.toThrow(ChangedMeanwhileError);
    expect(readFiles(folder)).toEqual({ 'page.md': 'mine' });
  });
});

describe('a lockfile, snapshot or report', () => {
  test.each([
    ['to a file', { 'there/lock.json': 'old' }],
    ['to a file that does not exist yet', { 'there/x': '' }],
  ])('that is a link %s stays one', (_, files) => {
    const folder = makeFolder(files);
    symlinkSync('there/lock.json', join(folder, 'link'));
    symlinkSync('link', join(folder, 'lock.json'));
    writeWhole(join(folder, 'lock.json'), 'new');
    expect(readFiles(folder)).toEqual({
      ...files,
      'lock.json': '→ link',
      link: '→ there/lock.json',
      'there/': '',
      'there/lock.json': 'new',
    });
  });

  test('that comes in parts is written whole or not at all', () => {
    const folder = makeFolder({ 'lock.json': 'old' });
    const file = join(folder, 'lock.json');
    function* makeParts(isWhole: boolean) {
      yield 'new ';
      if (!isWhole) throw new Error('no more');
      yield 'text';
    }
    expect(() => writeWhole(file, makeParts(false))).toThrow('no more');
    expect(readFiles(folder)).toEqual({ 'lock.json': 'old' });
    writeWhole(file, makeParts(true));
    expect(readFiles(folder)).toEqual({ 'lock.json': 'new text' });
  });

  test('that is a pipe or a device is written to and stays', () => {
    const folder = makeFolder();
    const file = join(folder, 'pipe.json');
    expect(spawnSync('mkfifo', [file]).status).toBe(0);
    const reader = openSync(file, 'r+');
    writeWhole(file, 'new');
    const bytes = Buffer.alloc(9);
    expect(bytes.toString('utf8', 0, readSync(reader, bytes))).toBe('new');
    closeSync(reader);
    expect(lstatSync(file).isFIFO()).toBe(true);
    expect(readdirSync(folder)).toEqual(['pipe.json']);
  });

  test.each<[code: string, prepare: (file: string) => void]>([
    ['EISDIR', (file) => mkdirSync(file)],
    ['ELOOP', (file) => symlinkSync(file, file)],
  ])('that cannot be written: %s, and nothing is left', (code, prepare) => {
    const folder = makeFolder();
    prepare(join(folder, 'lock.json'));
    expect(() => writeWhole(join(folder, 'lock.json'), 'new')).toThrow(expect.objectContaining({ code }));
    expect(readdirSync(folder)).toEqual(['lock.json']);
  });
});
