import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Generator } from '../generators/generator.ts';
import type { StarterPlace } from '../generators/recogniser.ts';
import type { NewFile } from './new-files.ts';

/** This package, whose `examples/` has a site for each generator. */
const packageFolder = dirname(createRequire(import.meta.url).resolve('tubematter/package.json'));

/**
 * The files of the generator's example site that show the pages of a site which has nothing for that.
 *
 * @param cwd the folder of the site. What it has already is not among them
 */
export function makeLayouts({ name, recogniser }: Generator, place: StarterPlace, cwd: string): NewFile[] {
  return recogniser.starter
    .listLayouts(place)
    .map(({ from, to }) => ({ from: join(packageFolder, 'examples', name, from), path: join(cwd, to) }))
    .filter(({ path }) => !existsSync(path))
    .map(({ from, path }) => ({ path, text: readFileSync(from, 'utf8') }));
}
