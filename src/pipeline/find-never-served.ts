import { basename, dirname } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { runGit } from '../files/run-program.ts';
import { isMade } from '../model/lockfile.ts';
import type { Context } from './context.ts';
import type { Site } from './read-site.ts';

/** Each costs one walk through the history. */
const mostPages = 20;

/**
 * Finds the pages that an import made and that were refused before they reached the base branch, which the recipes pass
 * in BASE: in its history, only the lockfile ever had their ids. If in doubt, a page counts as served: without such a
 * branch, with a shallow history, or if the lockfile knew the page when it was added itself.
 *
 * @returns their ids
 */
export async function findNeverServed(
  { lockfile: file }: Settings,
  { lockfile, pages, unreadable }: Site,
  { environment }: Context,
): Promise<ReadonlySet<string>> {
  const { BRANCH: branch, BASE: base } = environment;
  const never = new Set<string>();
  if (!branch || !base) return never;
  const present = new Set([...pages, ...unreadable].map(({ videoId }) => videoId));
  const removed = Object.entries(lockfile.pages).filter(
    ([id, entry]) =>
      !present.has(id) && isMade(entry) && entry.url !== null && entry.removedSince === undefined,
  );
  if (removed.length === 0) return never;
  const askGit = (...args: string[]) => runGit(dirname(file), environment, ...args);
  if ((await askGit('rev-parse', '--is-shallow-repository')) !== 'false\n') return never;
  for (const [id] of removed.slice(0, mostPages)) {
    const walk = ['log', '--first-parent', '-m', `-S${id}`, `origin/${base}`, '--format=%P', '--'];
    const others = await askGit(...walk, ':/', `:(exclude)${file}`);
    const commits = others === '' ? await askGit(...walk, file) : '';
    // A walk that takes too long is not tried again.
    if (others === null || commits === null) break;
    if (others !== '') continue;
    // Of the commit that added the id to it.
    const [parent = ''] = commits.trimEnd().split('\n').at(-1)?.split(' ') ?? [];
    const former = parent && (await askGit('cat-file', '-e', `${parent}:./${basename(file)}`));
    if (commits === '' || (parent !== '' && former !== null)) never.add(id);
  }
  return never;
}
