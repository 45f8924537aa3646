import type { Redirect } from './redirect-plan.ts';

/** The rules for a host. All paths begin with the base path. */
export interface HostRules {
  redirects: readonly Redirect[];
  /** URLs that are gone for good, as the redirects spell theirs. */
  gone: readonly string[];
  /** Such as `/repo`, or `''`. */
  basePath: string;
  /** Whether a URL is or was a page's, or is in `urls.gone`: a path without a trailing slash, or absolute. */
  isKnown(url: string): boolean;
}

/** What every host has. */
export interface CommonFormat {
  /** As messages call the host. */
  label: string;
  /** Whether the host matches paths in any letter case: then two spellings of a URL are one rule to it. */
  ignoresCase: boolean;
  /** Whether the host can answer 410. What cannot gets no such URLs. */
  answersGone: boolean;
}

/** How rules join what a file already holds. */
export interface Placement {
  /**
   * Whether rules may be put into a file, which is not empty: one of the host's own name, or one that has rules of
   * tubematter.
   *
   * @param name without folders
   */
  accepts(name: string, text: string): boolean;
  /**
   * Puts the rules into a file, replacing those of an earlier run.
   *
   * @param current what it holds; `''` for a new one
   * @returns its text, and sentences about rules of the user's that win
   * @throws UserError if it cannot be told what of the file is the user's
   */
  place(rules: HostRules, current: string): { text: string; notes: string[] };
}

/** A host that takes its redirects in one file. */
export interface FileFormat extends CommonFormat, Placement {
  /** Sentences about the host's documented limits that a file exceeds, and about what was left out of it. */
  warn(text: string, rules: HostRules): string[];
}

/** A host without rules: each old URL is a file of its own. */
export interface FolderFormat extends CommonFormat {
  /** Whether a file was written by an earlier run. */
  isOwn(text: string): boolean;
  /** The files, their paths with `/` from the root of the site. */
  listFiles(rules: HostRules): { path: string; text: string }[];
  warn(rules: HostRules): string[];
}
