// Reads the pages below a folder, one after another, and parses the snapshot as a whole: the least that an import that
// changes nothing could do.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, snapshot] = process.argv.slice(2);
for (const name of readdirSync(folder)) readFileSync(join(folder, name, 'index.md'), 'utf8');
JSON.parse(readFileSync(snapshot, 'utf8'));
