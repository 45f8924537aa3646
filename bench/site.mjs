// Makes the sites that the benchmarks run on: a snapshot, pages and a lock in a folder.
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { findPeakMemory, runNode, tubematter } from './measure.mjs';
import { makeSnapshot, makeVideos } from './sample.mjs';

/** The flags of an import of a site that `makeSite` or `makeEmptySite` made. */
export const importFlags = ['import', '--quiet', '--from', 'channel.json', '--content', 'pages'];

/** As large as the pages of the site that asked for this tool: front matter and some words about the video. */
const pageBytes = 8 * 1024;
const wordsOfAPerson = 'What we saw in the shop that day, in our own words. ';

/**
 * Makes a folder for what is written anew in each round. None is removed before the end: for some minutes ext4 passes over
 * inodes that were freed, and making files after others were removed takes up to ten times as long.
 */
export function makeNewFolder(parent) {
  return mkdtempSync(join(parent, 'new-'));
}

/** Makes a site whose channel was never imported. */
export function makeEmptySite(folder, count) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'channel.json'), makeSnapshot(count));
}

/**
 * Makes a site whose channel was imported, and whose pages a person has written into.
 *
 * @returns the most memory that the import took, in MB
 */
export async function makeSite(folder, count) {
  makeEmptySite(folder, count);
  const memory = await findPeakMemory(tubematter(...importFlags), { cwd: folder });
  for (const page of listPages(folder)) {
    const missing = pageBytes - statSync(page).size;
    if (missing > 0) appendFileSync(page, `\n${wordsOfAPerson.repeat(missing / wordsOfAPerson.length)}\n`);
  }
  return memory;
}

/** Makes a site of the newest videos of another one, and their pages. Much faster than an import, which flushes each. */
export async function makeSmallerSite(folder, count, larger) {
  makeEmptySite(folder, count);
  for (const { id: name } of makeVideos(count)) {
    mkdirSync(join(folder, 'pages', name), { recursive: true });
    copyFileSync(join(larger, 'pages', name, 'index.md'), join(folder, 'pages', name, 'index.md'));
  }
  // Writes the lock.
  await runNode(tubematter(...importFlags), { cwd: folder });
}

function listPages(folder) {
  return readdirSync(join(folder, 'pages')).map((name) => join(folder, 'pages', name, 'index.md'));
}
