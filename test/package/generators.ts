import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installInto } from './install.ts';

/**
 * Installs a site generator from npm, once for all test runs on this machine.
 *
 * @param packages with their versions
 * @returns its folder, or null if the registry cannot be reached, which is also said loudly
 */
export async function installGenerator(...packages: string[]): Promise<string | null> {
  const cache = join(tmpdir(), 'tubematter-test-generators');
  const folder = join(cache, packages.join('+').replace(/[^\w.+-]/g, '-'));
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const fresh = mkdtempSync(join(cache, '.installing-'));
  try {
    if ((await installInto(fresh, ...packages)) !== null) return null;
    renameSync(fresh, folder);
  } catch (error) {
    // Another test run may have been faster.
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return folder;
}
