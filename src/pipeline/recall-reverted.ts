import { basename, dirname, join } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { pathBelow } from '../files/paths.ts';
import { runGit } from '../files/run-program.ts';
import type { LockfileEntry } from '../model/lockfile.ts';
import type { Plan } from '../model/plan.ts';
import { listJoining } from '../plan/removed-pages.ts';
import { parseLockfile } from '../site/lockfile-format.ts';
import { count } from '../text/counts.ts';
import type { Context } from './context.ts';
import type { KnownLockfile } from './lockfile-store.ts';
import type { Site } from './read-site.ts';

/** How a revert's message, or a line of it, begins. GitHub and GitLab write only the first form. */
const signs = ['^Revert "', '^This reverts '];

/**
 * Finds the URLs that a lockfile has forgotten because a commit was reverted: pages may have been served there
 * meanwhile. They come from the lockfile before the reverting commit, if git has it.
 *
 * @param file the lockfile
 * @param known what it says
 * @returns the same with these URLs among the pending ones
 */
export async function recallReverted(
  file: string,
  known: KnownLockfile,
  { environment, writeError }: Context,
): Promise<KnownLockfile> {
  if (known.state === 'absent') return known;
  const name = basename(file);
  const askGit = async (...args: string[]) => (await runGit(dirname(file), environment, ...args)) ?? '';
  const patterns = signs.map((sign) => `--grep=${sign}`);
  const commits = await askGit('rev-list', '--since=1.year', ...patterns, 'HEAD', '--', name);
  const pages = Object.assign(Object.create(null), known.lockfile.pages);
  const recalled = new Map<string, string>();
  for (const commit of commits.split('\n').slice(0, -1)) {
    const text = await askGit('cat-file', 'blob', `${commit}^:./${name}`);
    if (text === '' && (await askGit('rev-parse', '--is-shallow-repository')) === 'true\n') {
      writeError(
        `A commit was reverted, and this shallow clone lacks the ${name} of before: a URL that was live only meanwhile comes back if git has the whole history (fetch-depth: 0).\n`,
      );
    }
    for (const [id, { url }] of Object.entries(parseLockfile(text).lockfile.pages)) {
      const entry: LockfileEntry | undefined = pages[id];
      if (!entry || url === null || listUrls(entry).includes(url)) continue;
      pages[id] = { ...entry, pendingUrls: [...(entry.pendingUrls ?? []), url] };
      recalled.set(id, url);
    }
  }
  return { ...known, lockfile: { ...known.lockfile, pages }, recalled };
}

/** Says what becomes of these URLs. */
export function tellRecalled(
  { generator, content }: Settings,
  plan: Plan,
  { recalled = new Map(), pages, served }: Site,
  { writeError, now, cwd }: Context,
): void {
  const name = (path: string) => pathBelow(cwd, join(content, path));
  const rules = { generator, served, now: now.getTime() };
  const joining: string[] = [];
  for (const change of plan.changes) {
    const url = recalled.get(change.video.id);
    if (url === undefined) continue;
    const isRecalled = (other: string | null) =>
      other !== null && generator.foldUrl(other) === generator.foldUrl(url);
    if (isRecalled(change.url)) continue;
    const owner =
      plan.changes.find((other) => isRecalled(other.url)) ??
      pages.find((page) => isRecalled(served.findUrl(page)));
    if (owner) {
      writeError(
        `A reverted commit had given ${name(change.path)} the URL ${url}. ${name(owner.path)} has it now, so that it does not lead back.\n`,
      );
    } else if (listJoining(change, rules).some(isRecalled)) joining.push(name(change.path));
  }
  if (joining.length === 0) return;
  writeError(
    `A reverted commit had changed the URL of ${count(joining.length, 'page')}; the URL of that time joins the redirects: ${joining.slice(0, 5).join(', ')}${joining.length > 5 ? ', …' : ''}.\n`,
  );
}

function listUrls({ url, aliases = [], archive = [], pendingUrls = [] }: LockfileEntry): (string | null)[] {
  return [url, ...aliases, ...archive, ...pendingUrls];
}
