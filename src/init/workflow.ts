import { existsSync, readFileSync } from 'node:fs';
import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { findRepository } from '../files/repository.ts';
import { readIfFile } from '../files/special-files.ts';
import { UserError } from '../model/error.ts';
import { keyVariable } from '../youtube/credential.ts';
import type { Answers } from './choices.ts';
import type { NewFile } from './new-files.ts';
import type { Origin, WorkflowPlace } from './place.ts';
import { type Repository, readRepository } from './repository.ts';
import { findGithubFile, makeGithubWorkflow } from './workflow-github.ts';
import { findGitlabFile, makeGitlabWorkflow } from './workflow-gitlab.ts';

const services = {
  github: { find: findGithubFile, make: makeGithubWorkflow },
  gitlab: { find: findGitlabFile, make: makeGitlabWorkflow },
};

/** The answers that a workflow depends on. */
export type WorkflowAnswers = Pick<Answers, 'content' | 'workflow' | 'repository'>;

/**
 * Makes the workflow's file. It goes to the repository's root, where the services look for it, even if the site does
 * not. Each site in the repository has its own.
 *
 * @param lockfile its path, from the folder of the config
 * @param version the version of tubematter that runs now: the workflow stays with it
 * @param key the variable that holds the API key
 * @throws UserError if the pages would be outside the repository
 */
export function makeWorkflow(
  answers: WorkflowAnswers,
  lockfile: string,
  cwd: string,
  version: string,
  key = keyVariable,
): NewFile | null {
  if (answers.workflow === 'none') return null;
  const root = findRepository(cwd) ?? cwd;
  const pages = relative(root, resolve(cwd, answers.content));
  if (pages === '..' || pages.startsWith(`..${sep}`) || isAbsolute(pages)) {
    throw new UserError(
      `--content ${JSON.stringify(answers.content)} is outside the repository, where no workflow can commit it.`,
      'Give a folder inside the repository, or --workflow none.',
    );
  }
  const place: WorkflowPlace = {
    folder: relative(root, cwd).split(sep).join('/') || '.',
    lockfile: basename(lockfile),
    origin: findOrigin(answers, cwd, version),
    key,
  };
  const { find, make } = services[answers.workflow];
  return { path: join(root, find(place.folder)), text: make(place) };
}

function findOrigin({ repository }: WorkflowAnswers, cwd: string, version: string): Origin {
  return isInstalled(cwd) ? { kind: 'site' } : { kind: 'repository', repository, tag: `v${version}` };
}

/** Where the workflow that a site has gets tubematter from; null: it does not say. */
export function readOrigin({ path }: NewFile): Repository | null {
  return readRepository(/^ *TUBEMATTER_REPOSITORY: *"?([^"\s]+)/m.exec(readIfFile(path) ?? '')?.[1]);
}

/** Which service the repository is on, judging by its files. */
export function suggestWorkflow(cwd: string): 'github' | 'gitlab' {
  const root = findRepository(cwd) ?? cwd;
  if (existsSync(join(root, '.gitlab-ci.yml'))) return 'gitlab';
  const config = join(root, '.git', 'config');
  return existsSync(config) && /url\s*=.*gitlab/i.test(readFileSync(config, 'utf8')) ? 'gitlab' : 'github';
}

/** Whether `npm ci` installs tubematter here: it is in package.json, and there is a package-lock.json. */
export function isInstalled(cwd: string): boolean {
  const manifest = join(cwd, 'package.json');
  if (!existsSync(manifest) || !existsSync(join(cwd, 'package-lock.json'))) return false;
  return /"tubematter"\s*:/.test(readFileSync(manifest, 'utf8'));
}
