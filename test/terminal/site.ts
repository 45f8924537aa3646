import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { VideoSpec } from '../api/resources.ts';
import { makeVideoId } from '../api/resources.ts';
import { readText } from '../e2e/files.ts';
import { makeFolder, runTubematter } from '../e2e/run.ts';
import { makeSnapshot } from '../e2e/snapshot.ts';

/** Titles that take more or less room than they have letters, run from right to left, or mean something to a terminal. */
const titles = [
  'Truing a wheel without a stand, in seven steps that anyone can follow at home',
  '自転車の車輪を真っ直ぐにする方法：初心者のための完全ガイド、工具の選び方から仕上げまで',
  'فيديو عن إصلاح الدراجات خطوة بخطوة',
  'A \u202egnorts\u202c title \u001b[31mred\u001b]0;taken\u0007 \u009b2J',
  '👩‍🔧👩‍🔧👩‍🔧 and a 🚲',
  'מדריך לתיקון אופניים',
];

/** The arguments that read the site of `makeSite`. */
export const siteArguments = ['--from', '../channel.json', '--content', 'pages'];

/**
 * A site on which the next import has something of everything to tell: changes, conflicts, slugs that are taken, pages
 * without a video, skips and problems.
 */
export async function makeSite(): Promise<string> {
  const specs = Array.from(
    { length: 16 },
    (_, number): VideoSpec => ({
      title: titles[number] ?? `Video ${number}`,
      description: `About ${titles[number] ?? `video ${number}`}.`,
    }),
  );
  const cwd = makeFolder({ '../channel.json': makeSnapshot(specs) });
  await runTubematter(['import', ...siteArguments], { cwd });

  const edit = (number: number, change: (text: string) => string) => {
    const path = `pages/${makeVideoId(number)}/index.md`;
    writeFileSync(join(cwd, path), change(readText(cwd, path)));
  };
  for (const number of [0, 1, 2, 3]) edit(number, (text) => text.replace(/^(title: )(.)/m, '$1My $2'));
  edit(6, (text) => text.replace(/^tags:/m, '\t: tags:'));
  mkdirSync(join(cwd, 'pages/copy'));
  writeFileSync(join(cwd, 'pages/copy/index.md'), readText(cwd, `pages/${makeVideoId(7)}/index.md`));

  const changed = specs.slice(0, 13).map(
    ({ title = '', description = '' }, number): VideoSpec => ({
      title: number < 5 ? `${title} (new)` : title,
      description: number % 2 === 0 ? description : `${description} With more.`,
    }),
  );
  const arrived: VideoSpec[] = [
    { id: 'arrived0001', title: 'Video 9' },
    { id: 'arrived0002', title: titles[3] ?? '' },
    { id: 'arrived0003', title: titles[1] ?? '' },
    { id: 'arrived0004', title: 'Soon', broadcast: 'upcoming' },
    { id: 'arrived0005', title: 'Now', broadcast: 'live' },
  ];
  writeFileSync(join(cwd, '../channel.json'), makeSnapshot([...changed, ...arrived]));
  return cwd;
}
