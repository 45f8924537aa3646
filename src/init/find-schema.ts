import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Repository } from './repository.ts';

const installed = 'node_modules/tubematter/schema.json';

/**
 * Finds the schema of the config for editors: the one that npm installed with tubematter, in this folder or one above,
 * else the same file in its repository.
 *
 * @returns a path from the folder, or a URL; null if neither is known
 */
export function findSchema(repository: Repository | null, folder: string, version: string): string | null {
  for (let above = folder, up = './'; ; above = dirname(above), up = up === './' ? '../' : `../${up}`) {
    if (existsSync(join(above, installed))) return `${up}${installed}`;
    if (above === dirname(above)) break;
  }
  const name = repository?.github ?? null;
  return name && `https://raw.githubusercontent.com/${name}/v${version}/schema.json`;
}
