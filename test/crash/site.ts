import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { makeVideoId, type VideoSpec } from '../api/resources.ts';
import { readFiles, readText, writeFiles } from '../e2e/files.ts';
import { makeFolder, runTubematter } from '../e2e/run.ts';
import { makeSnapshot } from '../e2e/snapshot.ts';

/** What an import has to do: 150 new pages, 130 that change in several ways, and 20 that stay. */
export const counts = { fresh: 150, changed: 120, gone: 10, same: 20 };
export const pageCount = counts.fresh + counts.changed + counts.gone + counts.same;

export const importArgs = ['import', '--from', '../channel.json', '--allow-missing'];
export const content = 'pages';

const config = `
content: ${content}
missing: flag
urls: { pruneAliases: 5y }
fields:
  slug: { update: until-edited }
  series: { value: wheels, update: if-missing }
`;

const spans = { changed: 0, gone: counts.changed, same: counts.changed + counts.gone };
const idOf = (number: number) => makeVideoId(number);
const pathOf = (number: number) => `${content}/${idOf(number)}/index.md`;

/** The existing videos, as they were, and as they are: retitled (so that URLs move), retagged, recut, described anew. */
function describeOld(number: number, time: 'then' | 'now'): VideoSpec {
  const isNow = time === 'now' && number < counts.changed;
  const retitled = isNow && number % 3 === 0;
  return {
    id: idOf(number),
    // Swapped with a neighbour's, shared with another's, or a new one.
    title: `Wheel ${retitled ? [number + 3, 7, `${number} anew`][(number / 3) % 3] : number}`,
    duration: isNow ? 'PT11M' : 'PT10M',
    tags: isNow && number % 2 === 0 ? ['spokes', 'hubs'] : ['spokes'],
    description: isNow && number % 5 === 0 ? 'Another text.' : `What wheel ${number} is about.`,
    publishedAt: `20${12 + (number % 12)}-05-06T07:08:09Z`,
  };
}

function describeFresh(number: number): VideoSpec {
  return {
    id: idOf(1000 + number),
    title: `New wheel ${number % 100}`,
    description: 'About a wheel.\n'.repeat(1 + (number % 40)),
  };
}

/** A site before and after an undisturbed import, as the files below its folder. */
export interface Site {
  /** A folder to copy. */
  folder: string;
  before: Record<string, string>;
  after: Record<string, string>;
  /** How long the undisturbed import took, in milliseconds. */
  duration: number;
}

/** Makes the site, which a person has edited here and there since its last import. */
export async function makeSite(): Promise<Site> {
  const old = counts.changed + counts.gone + counts.same;
  const then = Array.from({ length: old }, (_, number) => describeOld(number, 'then'));
  const now = [
    ...Array.from({ length: counts.fresh }, (_, number) => describeFresh(number)),
    ...then.flatMap((_, number) =>
      number >= spans.gone && number < spans.same ? [] : [describeOld(number, 'now')],
    ),
  ];
  const folder = makeFolder({
    'tubematter.config.yaml': config.replace(
      'series: { value: wheels, update: if-missing }',
      'weight: { update: if-missing }',
    ),
    '../channel.json': makeSnapshot(then),
  });
  expect((await runTubematter(importArgs, { cwd: folder })).exitCode).toBe(0);
  editByHand(folder);
  writeFiles(folder, { 'tubematter.config.yaml': config, '../channel.json': makeSnapshot(now) });
  const copy = copySite(folder);
  const start = performance.now();
  const run = await runTubematter(importArgs, { cwd: copy });
  const duration = performance.now() - start;
  expect([run.exitCode, run.stdout]).toEqual([0, expect.stringContaining(`${counts.fresh} created, `)]);
  return { folder, before: readFiles(folder), after: readFiles(copy), duration };
}

function editByHand(folder: string): void {
  const edit = (number: number, change: (text: string) => string) =>
    writeFiles(folder, { [pathOf(number)]: change(readText(folder, pathOf(number))) });
  for (let number = 0; number < counts.changed; number += 12) {
    edit(number, (text) => text.replace(/^title: .*$/m, 'title: Mine # for good'));
    edit(number + 1, (text) => text.replaceAll('\n', '\r\n'));
    edit(number + 2, (text) => text.replace(/^- spokes\n/m, '- mine\n'));
    edit(number + 3, (text) => text.replace(/^slug: .*$/m, `slug: by-hand-${number}`));
    edit(number + 4, (text) => text.replace(/^- \/resources\/v.*\n/m, ''));
    edit(number + 5, (text) => text.replace(/^description: .*\n/m, ''));
    edit(number + 6, (text) => `${text}${'A long text of mine.\n'.repeat(2000)}`);
  }
}

/** The same site in a new folder. */
export function copySite(folder: string): string {
  const copy = makeFolder();
  cpSync(join(folder, '..'), join(copy, '..'), { recursive: true });
  return copy;
}

/** Takes a copy away again: a long run makes hundreds of them. */
export function removeSite(copy: string): void {
  rmSync(join(copy, '..'), { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
}
