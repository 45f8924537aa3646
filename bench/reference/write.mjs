// Writes a copy of each page below a folder, and flushes nothing: the least that a first import could do.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [from, to] = process.argv.slice(2);
for (const name of readdirSync(from)) {
  const text = readFileSync(join(from, name, 'index.md'), 'utf8');
  mkdirSync(join(to, name), { recursive: true });
  writeFileSync(join(to, name, 'index.md'), text);
}
