import { readDataFile } from '../../frontmatter/read-data.ts';
import type { SiteFiles } from '../served-site.ts';
import { textAt, type Values, valuesAt } from './settings.ts';

/** Which Hugo builds a site: minor versions of 0.x, from the oldest to the newest that it may be. */
export interface VersionRange {
  oldest: number;
  newest: number;
}

export const anyVersion: VersionRange = { oldest: 0, newest: Number.POSITIVE_INFINITY };

/** What changed from one Hugo to another, and what the tests have seen of it on either side. */
export const changes = {
  /** An alias with a leading slash is relative to the language. Source: gohugoio/hugo#14388. */
  aliasesInLanguage: { until: 154, from: 155 },
  /** `permalinks` may be a list of `target` and `pattern`, and any rule matches by path. */
  permalinkRules: { until: 160, from: 161 },
  /** A slash in a title is a gap to `:slug` and `:title`. */
  titleGaps: { until: 159, from: 167 },
  /** The slug of a section is part of the paths below it. */
  sectionSlugs: { until: 131, from: 169 },
  /** `uglyURLs` leaves section pages alone, and may be a map of sections. */
  uglyPagesOnly: { until: 131, from: 169 },
  /** A list of cascades may have its own file. */
  cascadeFile: { until: 131, from: 169 },
};

/** @returns whether a Hugo of the range works in the new way; null if it may do either */
export function worksAnew(
  { oldest, newest }: VersionRange,
  { until, from }: (typeof changes)[keyof typeof changes],
): boolean | null {
  if (oldest >= from) return true;
  return newest <= until ? false : null;
}

/**
 * Finds out which Hugo builds a site: what the config says, Netlify's file, the workflows, the bounds of the site's own
 * configuration, the Hugo of this machine.
 *
 * @param configured the config's key; null if it says nothing
 * @param installed what `hugo version` prints; null if it was not asked
 */
export function findVersion(
  files: SiteFiles,
  settings: Values,
  configured: string | null,
  installed: string | null,
): VersionRange {
  return (
    parseVersion(configured) ??
    span(readNetlify(files)) ??
    span(readWorkflows(files)) ??
    readBounds(settings) ??
    parseVersion(/\bv(\d+\.\d+)/.exec(installed ?? '')?.[1] ?? null) ??
    anyVersion
  );
}

/** `0.131`, `v0.131.0`, `latest`: no older than the newest that the tests have seen. */
function parseVersion(text: string | null): VersionRange | null {
  if (text === 'latest') return { ...anyVersion, oldest: 169 };
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(text ?? '') ?? [];
  if (major === undefined) return null;
  const number = Number(major) * 1000 + Number(minor);
  return { oldest: number, newest: number };
}

function span(versions: string[]): VersionRange | null {
  const ranges = versions.flatMap((text) => parseVersion(text) ?? []);
  if (ranges.length === 0) return null;
  return {
    oldest: Math.min(...ranges.map(({ oldest }) => oldest)),
    newest: Math.max(...ranges.map(({ newest }) => newest)),
  };
}

/** Source: https://docs.netlify.com/build/frameworks/framework-setup-guides/hugo/ */
function readNetlify(files: SiteFiles): string[] {
  return listFiles(files, /(^|\/)netlify\.toml$/).flatMap(([path, text]) => {
    const settings = readQuietly(path, text);
    const [version] = [
      valuesAt(settings, 'context', 'production', 'environment'),
      valuesAt(settings, 'build', 'environment'),
    ].flatMap((environment) => textAt(environment, 'HUGO_VERSION') ?? []);
    return version ?? [];
  });
}

/** Those of actions and of scripts: `hugo-version: '0.131.0'`, `HUGO_VERSION: 0.131.0`. */
function readWorkflows(files: SiteFiles): string[] {
  const version = /\bhugo[-_]version["']?\s*[:=]\s*["']?(v?\d+\.\d+|latest)/gi;
  return listFiles(files, /(^|\/)\.github\/workflows\/|(^|\/)\.gitlab-ci\.yml$/).flatMap(([, text]) =>
    [...text.matchAll(version)].map(([, found = '']) => found),
  );
}

function readBounds(settings: Values): VersionRange | null {
  const { min, max } = valuesAt(settings, 'module', 'hugoversion');
  const oldest = parseVersion(String(min ?? ''))?.oldest;
  const newest = parseVersion(String(max ?? ''))?.newest;
  if (oldest === undefined && newest === undefined) return null;
  return { oldest: oldest ?? anyVersion.oldest, newest: newest ?? anyVersion.newest };
}

function listFiles(files: SiteFiles, name: RegExp): [path: string, text: string][] {
  return [...files].filter(([path]) => name.test(path));
}

function readQuietly(path: string, text: string): Values {
  try {
    return readDataFile(path, text);
  } catch {
    return {}; // It is another program's to complain about.
  }
}
