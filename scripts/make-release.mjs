// Makes the commit that is a release, and its tag: the last commit of the checkout with dist/ in its tree. The action, and
// everyone who checks the tag out, runs what was built here and needs no npm. No branch moves and nothing is pushed.
//
//   node scripts/make-release.mjs
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const tag = `v${version}`;
const folder = mkdtempSync(join(tmpdir(), 'tubematter-release-'));

const run = (program, args, env = {}) =>
  execFileSync(program, args, { cwd: root, encoding: 'utf8', env: { ...process.env, ...env } }).trim();
const git = (...args) => run('git', args);
// The checkout's own index stays as it is.
const gitAside = (...args) => run('git', args, { GIT_INDEX_FILE: join(folder, 'index') });

try {
  if (git('status', '--porcelain') !== '') fail('The checkout has changes that are not committed.');
  if (git('tag', '--list', tag) !== '') fail(`${tag} exists: give package.json another version.`);
  run(process.execPath, ['scripts/build.mjs']);
  gitAside('read-tree', 'HEAD');
  gitAside('-c', 'core.safecrlf=false', 'add', '--force', 'dist');
  const commit = git('commit-tree', gitAside('write-tree'), '-p', 'HEAD', '-m', `tubematter ${version}`);
  git('tag', tag, commit);
  process.stdout.write(`Made ${tag}. Publish it with: git push origin ${tag}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function fail(why) {
  rmSync(folder, { recursive: true, force: true });
  process.stderr.write(`${why} Nothing was made.\n`);
  process.exit(2);
}
