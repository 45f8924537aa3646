import { isRecord } from '../model/validation.ts';

/** A git repository that holds tubematter. */
export interface Repository {
  /** What git clones. */
  address: string;
  /** `owner/name` if it is on GitHub, so that workflows can use it as an action; else null. */
  github: string | null;
}

const github =
  /^(?:(?:https?|git|ssh):\/\/(?:git@|www\.)?github\.com\/|git@github\.com:|github:)?([a-z\d-]+\/[\w.-]+?)(?:\.git)?\/?$/i;
/** Protocols that protect the code from tampering on the network. */
const safeAddress = /^(?:(?:https|ssh|file):\/\/[^\s/]*\/|[\w.-]+@[\w.-]+:)\S+$/;

/**
 * Reads what names a repository: a URL that git can clone, or `owner/name` on GitHub.
 *
 * @param given an answer, or the field `repository` of a package.json:
 *   https://docs.npmjs.com/cli/configuring-npm/package-json#repository
 * @returns null if it names no repository that is safe to run code from
 */
export function readRepository(given: unknown): Repository | null {
  const text = isRecord(given) ? given['url'] : given;
  if (typeof text !== 'string') return null;
  const address = text
    .trim()
    .replace(/^git\+/, '')
    .replace(/#.*$/, '');
  const name = github.exec(address)?.[1];
  if (name !== undefined) return { address: `https://github.com/${name}.git`, github: name };
  return safeAddress.test(address) ? { address, github: null } : null;
}
