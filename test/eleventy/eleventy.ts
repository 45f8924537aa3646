import { join } from 'node:path';
import { installGenerator } from '../package/generators.ts';
import { runProgram } from '../package/install.ts';

/** The program of Eleventy, from npm; null if that cannot be reached, which is said loudly. */
export async function findEleventy(): Promise<string | null> {
  const folder = await installGenerator('@11ty/eleventy@3.1.8');
  return folder && join(folder, 'node_modules/@11ty/eleventy/cmd.cjs');
}

/** Builds a site into its folder `_site`. */
export function runEleventy(eleventy: string, folder: string, ...args: string[]) {
  return runProgram(process.execPath, [eleventy, ...args], folder);
}

/**
 * Asks Eleventy which file it writes for each page.
 *
 * @returns the page's path → the path of the file; pages that are not written have none
 */
export async function listBuilt(
  eleventy: string,
  folder: string,
  ...flags: string[]
): Promise<Map<string, string>> {
  const { exitCode, stdout, stderr } = await runEleventy(eleventy, folder, '--to=json', '--quiet', ...flags);
  if (exitCode !== 0) throw new Error(stderr + stdout);
  const pages: { inputPath: string; outputPath: string | false }[] = JSON.parse(
    stdout.slice(stdout.indexOf('[')),
  );
  return new Map(
    pages
      .filter(({ outputPath }) => outputPath !== false)
      .map(({ inputPath, outputPath }) => [
        inputPath.replace(/^\.\//, ''),
        String(outputPath).replace(/^\.\/_site/, ''),
      ]),
  );
}
