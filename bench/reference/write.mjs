// Writes a copy of each page below a folder the way that tubematter does: into a temporary file beside it, flushed, then
// renamed.
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

const [from, to] = process.argv.slice(2);
for (const name of readdirSync(from)) {
  const text = readFileSync(join(from, name, 'index.md'), 'utf8');
  mkdirSync(join(to, name), { recursive: true });
  const temporary = join(to, name, '.page.tmp');
  const descriptor = openSync(temporary, 'wx');
  writeFileSync(descriptor, text);
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(temporary, join(to, name, 'index.md'));
}
