// Writes schema.json from the config's zod schema: `npm run schema`. It reads the built code, because Node 20 runs no
// TypeScript. test/config/schema.test.ts fails where the file is not what this would write.
import { writeFileSync } from 'node:fs';
import { makeJsonSchema } from '../dist/config/json-schema.js';

writeFileSync(new URL('../schema.json', import.meta.url), `${JSON.stringify(makeJsonSchema(), null, 2)}\n`);
