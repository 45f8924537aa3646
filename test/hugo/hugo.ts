import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The oldest Hugo that resolves tokens such as `:slug` in the front matter key `url`. */
const oldest = [0, 131] as const;

/** The Hugos that tests run on, by the environment variable that names them: an old one, and the newest. */
export const hugoVariables = ['HUGO', 'HUGO_NEW'] as const;

/**
 * Finds a Hugo that is new enough.
 *
 * @param variable the environment variable that names it; `HUGO` may be on PATH instead
 * @returns its path, or why there is none, which is also said loudly
 */
export function findHugo(
  variable: (typeof hugoVariables)[number] = 'HUGO',
): { path: string } | { reason: string } {
  const path = process.env[variable] || (variable === 'HUGO' ? 'hugo' : '');
  if (path === '') return skipHugo(`${variable} does not name the newest Hugo`);
  const { stdout, error } = spawnSync(path, ['version'], { encoding: 'utf8' });
  if (error) return skipHugo(`${path} cannot be run; set ${variable} to the path of Hugo 0.131 or later`);
  const [, major = 0, minor = 0] = (/v(\d+)\.(\d+)/.exec(stdout) ?? []).map(Number);
  const isNewEnough = major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
  return isNewEnough ? { path } : skipHugo(`${path} is older than 0.131: ${stdout.trim()}`);
}

function skipHugo(reason: string): { reason: string } {
  process.stderr.write(`SKIPPED: a test with a real Hugo: ${reason}\n`);
  return { reason };
}

/**
 * Writes what a site needs beside its content.
 *
 * @param permalink Hugo's pattern for the section `videos`, such as `/videos/:slug/`
 */
export function writeSite(folder: string, permalink: string): void {
  const files = {
    'hugo.toml': [
      "baseURL = 'https://example.org/'",
      "disableKinds = ['taxonomy', 'term', 'RSS', 'sitemap', '404']",
      '[permalinks]',
      `videos = '${permalink}'`,
    ].join('\n'),
    'layouts/_default/single.html': '<p id="video">{{ .Params.videoId }}</p>\n{{ .Content }}',
    'layouts/_default/list.html': '<p id="list"></p>',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Runs Hugo on a site. @returns all that it printed */
export function runHugo(
  hugo: string,
  folder: string,
  args: string[],
): { exitCode: number; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(hugo, ['--source', folder, ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { exitCode: status ?? -1, stdout, stderr };
}

/**
 * Asks Hugo for the URL of each page.
 *
 * @param below what the paths of pages lose: the content folder
 * @returns the page's path below it → its URL's path, decoded
 */
export function listUrls(hugo: string, folder: string, below = 'content/'): Map<string, string> {
  const { exitCode, stdout, stderr } = runHugo(hugo, folder, ['list', 'all']);
  if (exitCode !== 0) throw new Error(stderr || stdout);
  const [head = [], ...rows] = parseCsv(stdout);
  const [path, permalink] = [head.indexOf('path'), head.indexOf('permalink')];
  return new Map(
    rows.map((row) => [
      (row[path] ?? '').startsWith(below) ? (row[path] ?? '').slice(below.length) : (row[path] ?? ''),
      decodeURIComponent((row[permalink] ?? '').replace('https://example.org', '')),
    ]),
  );
}

function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/g)) {
    if (end === '' && plain === '') break;
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\n') rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}
