import { describe, expect, test } from 'vitest';
import type { VideoSpec } from '../api/resources.ts';
import { parsePlan } from './plan-schema.ts';
import { makeFolder, runTubematter } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

const tenDaysAgo = `${new Date(Date.now() - 10 * 86_400_000).toISOString().slice(0, 19)}Z`;
const videos: VideoSpec[] = [
  { title: 'Newest', publishedAt: tenDaysAgo },
  { title: 'March wheels', publishedAt: '2024-03-10T12:00:00Z' },
  { title: 'A short one', publishedAt: '2024-02-20T12:00:00Z', duration: 'PT20S', picture: [720, 1280] },
  { title: 'February spokes', publishedAt: '2024-02-10T12:00:00Z' },
  { title: 'January wheels', publishedAt: '2024-01-31T23:59:59Z' },
  { title: 'Live now', publishedAt: '2024-01-02T12:00:00Z', broadcast: 'live' },
  { title: 'Coming up', publishedAt: '2024-01-01T12:00:00Z', broadcast: 'upcoming' },
  { title: 'By link only', publishedAt: '2023-12-31T12:00:00Z', privacy: 'unlisted' },
];
const all = videos.map(({ title }) => title ?? '');
const dated = ['Newest', 'March wheels', 'A short one', 'February spokes', 'January wheels', 'By link only'];

describe.concurrent('filters', () => {
  test.each<[args: string, filters: object, kept: string[], skipped: Record<string, number>]>([
    ['', {}, dated, {}],
    ['--since 2024-02-10', {}, dated.slice(0, 4), { 'before-since': 2 }],
    ['--since 30d', {}, ['Newest'], { 'before-since': 5 }],
    ['--until 2024-01-31', {}, ['January wheels', 'By link only'], { 'after-until': 4 }],
    ['--match wheels$ --limit 1', {}, ['March wheels'], { 'no-match': 4, 'over-limit': 1 }],
    ['--match WHEELS', { match: 'spokes' }, ['March wheels', 'January wheels'], { 'no-match': 4 }],
    [
      '',
      { shorts: false, since: '2024-02-01', limit: 2 },
      dated.slice(0, 2),
      { short: 1, 'over-limit': 1, 'before-since': 2 },
    ],
    ['', { live: 'publish', premieres: true }, all, { live: 0, upcoming: 0 }],
    ['', { unlisted: 'skip', live: 'skip' }, dated.slice(0, -1), { unlisted: 1 }],
  ])('%s with %j', async (args, filters, kept, skipped) => {
    const cwd = makeFolder({
      'tubematter.config.json': JSON.stringify({ filters }),
      'channel.json': makeSnapshot(videos),
    });
    const command = ['diff', '--json', '--from', 'channel.json', ...args.split(' ').filter(Boolean)];
    const plan = parsePlan((await runTubematter(command, { cwd })).stdout);
    expect(plan.changes.map(({ title }) => title).sort()).toEqual([...kept].sort());
    const counts: Record<string, number> = { live: 0, upcoming: 0 };
    for (const { reason } of plan.skipped) counts[reason] = (counts[reason] ?? 0) + 1;
    expect(counts).toEqual({ live: 1, upcoming: 1, ...skipped });
  });

  test('are told in words', async () => {
    const cwd = makeFolder({
      'tubematter.config.yaml': 'filters: { shorts: false, unlisted: false }\n',
      'channel.json': makeSnapshot(videos),
    });
    const args = ['--since', '2024-02-01', '--until', '2024-03-31', '--match', 'spokes|one', '--verbose'];
    const { stdout } = await runTubematter(['import', '--dry-run', '--from', 'channel.json', ...args], {
      cwd,
    });
    for (const line of [
      'Skipped 1: not yet broadcast (filters.premieres)',
      'Skipped 1: live right now (filters.live)',
      'Skipped 1: Shorts (filters.shorts)',
      'Skipped 1: unlisted (filters.unlisted)',
      'Skipped 1: older than --since',
      'Skipped 1: newer than --until',
      'Skipped 1: titles that filters.match leaves out',
      '  v000000001_ March wheels (titles that filters.match leaves out)',
    ]) {
      expect(stdout.split('\n')).toContain(line);
    }
  });

  test.each(['--verbose', '--quiet', '--no-color'])('take %s for a pattern', async (pattern) => {
    const cwd = makeFolder({ 'channel.json': makeSnapshot(videos) });
    const args = ['import', '--dry-run', '--from', 'channel.json', '--match'];
    const [flagLike, other] = await Promise.all(
      [pattern, 'in no title'].map((match) =>
        runTubematter([...args, match], { cwd, env: { FORCE_COLOR: '1' } }),
      ),
    );
    expect(flagLike).toEqual(other);
    expect(flagLike?.stdout).toContain('Skipped 6: titles that filters.match leaves out\n');
    expect(flagLike?.stdout).toContain('\x1b[');
  });

  test('do not touch the pages of videos that they leave out', async () => {
    const cwd = makeFolder({ 'channel.json': makeSnapshot(videos) });
    await runTubematter(['import', '--from', 'channel.json'], { cwd });
    const args = ['import', '--from', 'channel.json', '--match', 'wheels', '--json'];
    const { exitCode, stdout } = await runTubematter(args, { cwd });
    expect(parsePlan(stdout)).toMatchObject({ changes: [], unchanged: 2, missing: [] });
    expect(exitCode).toBe(0);
  });
});
