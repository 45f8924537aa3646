// Writes a copy of each page below a folder with tubematter's own page writer, as an import does: some at once, and all of
// them flushed in the end.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPageWriter } from '../../.bench/build/src/files/page-writer.js';

const [from, to] = process.argv.slice(2);
const names = readdirSync(from);
const writer = openPageWriter(to);
const queue = names.values();
const work = async () => {
  for (const name of queue) {
    const text = readFileSync(join(from, name, 'index.md'), 'utf8');
    await writer.write(join(name, 'index.md'), text, null);
  }
};
await Promise.all(Array.from({ length: 32 }, work));
await writer.flush();
