// Parses each page below a folder with gray-matter and makes its text again: what most importers do.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import matter from 'gray-matter';

const [folder] = process.argv.slice(2);
for (const name of readdirSync(folder)) {
  const { content, data } = matter(readFileSync(join(folder, name, 'index.md'), 'utf8'));
  matter.stringify(content, data);
}
