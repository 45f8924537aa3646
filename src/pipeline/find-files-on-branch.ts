import { pathBelow } from '../files/paths.ts';
import { findRepository } from '../files/repository.ts';
import { escapePath } from '../report/markdown-links.ts';
import type { Summary } from '../report/run-summary.ts';

/**
 * Finds where the files of a run can be viewed: on GitHub or GitLab, on the branch of its pull request, which the
 * recipes pass in BRANCH. Null if the run has no such branch.
 */
export function findFilesOnBranch(
  environment: Record<string, string | undefined>,
  cwd: string,
): Summary['files'] {
  const { BRANCH: branch, CI_PROJECT_URL: project } = environment;
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = environment;
  const github = server && repository && `${server}/${repository}/blob`;
  const blobs = project ? `${project}/-/blob` : github;
  const root = findRepository(cwd);
  if (!branch || !blobs || root === null) return null;
  return { base: `${blobs}/${escapePath(branch)}`, folder: pathBelow(root, cwd) };
}
