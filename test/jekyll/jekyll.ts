import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Whether Jekyll can be run, with its plugin for redirects. If not, that is said loudly. */
export function hasJekyll(): boolean {
  const { status, error } = spawnSync('ruby', ['-e', "require 'jekyll'; require 'jekyll-redirect-from'"]);
  if (!error && status === 0) return true;
  process.stderr.write(
    'SKIPPED: a test with a real Jekyll: Jekyll or jekyll-redirect-from is not installed\n',
  );
  return false;
}

/** Tells of each page where Jekyll writes it, in a file beside the built site. */
const teller = `
Jekyll::Hooks.register :site, :post_write do |site|
  told = (site.docs_to_write + site.pages).to_h do |doc|
    folder = doc.is_a?(Jekyll::Document) ? site.collections_path : site.source
    file = doc.is_a?(Jekyll::Document) ? doc.path : File.join(site.source, doc.path)
    [file.delete_prefix(File.expand_path('..', site.dest) + '/'), doc.destination('').delete_prefix(site.dest)]
  end
  File.write(File.join(File.dirname(site.dest), 'told.json'), JSON.generate(told))
end
`;

/** Writes files below a folder. */
export function writeFiles(folder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Builds a site into its folder `_site`. @returns all that Jekyll printed */
export function runJekyll(folder: string, environment: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync('jekyll', ['build', '--trace', '--quiet'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, TZ: 'UTC', LANG: 'C.UTF-8', ...environment },
  });
  return { exitCode: status ?? -1, output: `${stdout}${stderr}` };
}

/**
 * Asks Jekyll where it writes each page.
 *
 * @param plugins the folder of plugins, below the site's source
 * @returns the page's path → the path of the file it writes; pages that are not built have none
 */
export function listBuilt(folder: string, plugins = '_plugins'): Map<string, string> {
  writeFiles(folder, { [`${plugins}/tell.rb`]: teller });
  const { exitCode, output } = runJekyll(folder);
  if (exitCode !== 0) throw new Error(output);
  return new Map(Object.entries(JSON.parse(readFileSync(join(folder, 'told.json'), 'utf8'))));
}
