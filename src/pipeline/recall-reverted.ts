import { basename, dirname } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { runProgram } from '../files/run-program.ts';
import type { LockfileEntry } from '../model/lockfile.ts';
import type { Plan } from '../model/plan.ts';
import { parseLockfile } from '../site/lockfile-format.ts';
import { count } from '../text/counts.ts';
import type { Context } from './context.ts';
import type { KnownLockfile } from './lockfile-store.ts';
import type { Site } from './read-site.ts';

/** What `git revert` writes into the message of its commit. */
const reverted = /^This reverts commit ([0-9a-f]{40,64})/gm;

/**
 * Adds the URLs that a lockfile has forgotten because a commit was reverted: pages may have been served there meanwhile.
 * They come from the lockfile of that commit, if git still has it.
 *
 * @param file the lockfile
 * @param known what it says
 */
export function recallReverted(file: string, known: KnownLockfile, { environment }: Context): KnownLockfile {
  if (known.state === 'absent') return known;
  const [folder, name] = [dirname(file), basename(file)];
  const messages = askGit(
    folder,
    environment,
    'rev-list',
    '--since=1.year',
    '--format=%B',
    'HEAD',
    '--',
    name,
  );
  const commits = new Set([...messages.matchAll(reverted)].map(([, commit]) => commit));
  if (commits.size === 0) return known;
  const pages = Object.assign(Object.create(null), known.lockfile.pages);
  const recalled = new Map<string, string>();
  for (const commit of commits) {
    const then = parseLockfile(
      askGit(folder, environment, 'cat-file', 'blob', `${commit}:./${name}`),
    ).lockfile;
    for (const [id, { url }] of Object.entries(then.pages)) {
      const entry: LockfileEntry | undefined = pages[id];
      if (!entry || url === null || listUrls(entry).includes(url)) continue;
      pages[id] = { ...entry, pendingUrls: [...(entry.pendingUrls ?? []), url] };
      recalled.set(id, url);
    }
  }
  return { ...known, lockfile: { ...known.lockfile, pages }, recalled };
}

/** Says which pages get such a URL back. */
export function tellRecalled(
  { generator: { foldUrl } }: Settings,
  plan: Plan,
  site: Site,
  context: Context,
): void {
  const paths = plan.changes.flatMap(({ video, path, url, fields }) => {
    const recalled = site.recalled?.get(video.id);
    const isOwn = recalled !== undefined && url !== null && foldUrl(url) === foldUrl(recalled);
    const joins = fields.some(({ reason }) => reason === 'url-history');
    return recalled === undefined || isOwn || !joins ? [] : [path];
  });
  if (paths.length === 0) return;
  context.writeError(
    `A reverted commit had changed the URL of ${count(paths.length, 'page')}; the URL of that time joins the redirects: ${paths.slice(0, 5).join(', ')}${paths.length > 5 ? ', …' : ''}.\n`,
  );
}

function listUrls({ url, aliases = [], archive = [], pendingUrls = [] }: LockfileEntry): (string | null)[] {
  return [url, ...aliases, ...archive, ...pendingUrls];
}

/** @returns `''` without git, outside a repository, and for what git does not know */
function askGit(cwd: string, environment: Context['environment'], ...args: string[]): string {
  const { exitCode, output } = runProgram('git', args, environment, { cwd, seconds: 10 });
  return exitCode === 0 ? output : '';
}
