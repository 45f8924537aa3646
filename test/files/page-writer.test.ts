import { readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LeadsOutError, openPageWriter } from '../../src/files/page-writer.ts';
import { readFiles } from '../e2e/files.ts';
import { makeFolder } from '../e2e/run.ts';

test('pages get their folders, several at once', async () => {
  const folder = makeFolder();
  const writer = openPageWriter(join(folder, 'pages'));
  const paths = ['a/index.md', 'b/index.md', 'b/other.md', 'c/d/index.md', 'e.md'];
  await Promise.all(paths.map((path) => writer.write(path, path, null)));
  await writer.flush();
  expect(readFiles(folder)).toMatchObject(Object.fromEntries(paths.map((path) => [`pages/${path}`, path])));
});

test('no page is written through a link that leads out, whichever was written before', async () => {
  const outside = makeFolder();
  const folder = makeFolder();
  symlinkSync(outside, join(folder, 'out'));
  const writer = openPageWriter(folder);
  await expect(writer.write('out/index.md', '', null)).rejects.toThrow(LeadsOutError);
  await writer.write('a/index.md', '', null);
  await expect(writer.write('out/index.md', '', null)).rejects.toThrow(LeadsOutError);
  await expect(writer.write('out/deep/index.md', '', null)).rejects.toThrow(LeadsOutError);
  expect(readdirSync(outside)).toEqual([]);
});
