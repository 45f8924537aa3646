// Installs a Hugo for the tests beside the system's packages and prints its path: node scripts/install-hugo.mjs old
// It comes from Debian through apt, which must be able to download; only the libraries of Hugo need root.
// The folder ~/.cache/tubematter keeps it. Delete that for a newer one.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** The suites of Debian that are asked, one after another. */
const suites = {
  // 0.131, the first that resolves tokens such as `:slug` in the front matter key `url`.
  old: ['trixie'],
  // The newest that Debian has.
  new: ['sid', 'forky'],
};
const libraries = ['libsass1', 'libwebp7'];

const [which] = process.argv.slice(2);
if (!Object.hasOwn(suites, which ?? '')) {
  process.stderr.write('Usage: node scripts/install-hugo.mjs old|new\n');
  process.exit(2);
}
const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
const folder = join(cache, 'tubematter', `hugo-${which}`);
const binary = join(folder, 'usr/bin/hugo');

try {
  if (!canRun(binary)) installFrom(suites[which]);
  process.stdout.write(`${binary}\n`);
} catch (error) {
  process.stderr.write(`No Hugo (${which}) could be installed: ${error.message}\n`);
  process.exitCode = 1;
}

function installFrom(names) {
  const work = mkdtempSync(join(tmpdir(), 'install-hugo-'));
  // apt downloads as a user of its own.
  chmodSync(work, 0o755);
  try {
    const archive = downloadPackage(work, names);
    mkdirSync(folder, { recursive: true });
    run('dpkg-deb', ['--extract', archive, folder], work);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  if (canRun(binary)) return;
  run('apt-get', ['-qq', 'update'], folder);
  run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', ...libraries], folder);
  if (!canRun(binary)) throw new Error(`${binary} does not run on this machine.`);
}

/** Downloads the package from the first suite that has it. @returns the file */
function downloadPackage(work, names) {
  const sources = join(work, 'sources.list');
  const lists = join(work, 'lists');
  mkdirSync(join(lists, 'partial'), { recursive: true });
  mkdirSync(join(work, 'cache/archives/partial'), { recursive: true });
  // A list of sources of its own: those of the machine stay as they are.
  const own = Object.entries({
    'Dir::Etc::SourceList': sources,
    'Dir::Etc::SourceParts': '/dev/null',
    'Dir::State::Lists': lists,
    'Dir::Cache': join(work, 'cache'),
    'APT::Sandbox::User': '',
    'Acquire::Retries': '3',
  }).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
  const mirror = findMirror(work);
  const reasons = [];
  for (const suite of names) {
    writeFileSync(sources, `deb ${mirror} ${suite} main\n`);
    try {
      run('apt-get', ['-qq', ...own, 'update'], work);
      run('apt-get', ['-qq', ...own, 'download', 'hugo'], work);
    } catch (error) {
      reasons.push(`${suite}: ${error.message}`);
    }
    const archive = readdirSync(work).find((name) => name.endsWith('.deb'));
    if (archive !== undefined) return join(work, archive);
  }
  throw new Error(reasons.join('; '));
}

/** The mirror of Debian that the machine uses; where it uses none, Debian's own. */
function findMirror(cwd) {
  const targets = run('apt-get', ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages'], cwd);
  const mirrors = targets.split('\n').filter((address) => /\/debian\/?$/.test(address));
  return mirrors[0] ?? 'http://deb.debian.org/debian/';
}

function canRun(file) {
  return existsSync(file) && spawnSync(file, ['version']).status === 0;
}

function run(program, args, cwd) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, env, encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ${args.at(-1)} ended with ${status}: ${stderr.trim()}`);
  return stdout;
}
