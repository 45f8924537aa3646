// Writes a copy of each page below a folder with tubematter's own page writer, as an import does: sixteen at once, and all
// of them flushed in the end.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPageWriter } from '../../.bench/build/src/files/page-writer.js';

const [from, to] = process.argv.slice(2);
const names = readdirSync(from);
const writer = openPageWriter(to);
for (let start = 0; start < names.length; start += 16) {
  await Promise.all(
    names.slice(start, start + 16).map((name) => {
      const text = readFileSync(join(from, name, 'index.md'), 'utf8');
      return writer.write(join(name, 'index.md'), text, null);
    }),
  );
}
await writer.flush();
