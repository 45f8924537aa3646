import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commitNews } from '../../src/init/workflow-scripts.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Summary } from '../../src/report/run-summary.ts';
import { addFailures, formatTitle } from '../../src/report/title.ts';
import { makeCreation, makeUpdate, richPlan, richSummary } from './sample.ts';

const nothing: Plan = { ...richPlan, changes: [], conflicts: [], missing: [], removed: [], problems: [] };
const created = makeCreation('bbbbbbbbbb1', 'New', 'new');
const updated = makeUpdate('aaaaaaaaaa1', 'Old', 'a.md', []);
const gone = { videoId: 'eeeeeeeeee1', path: 'e.md', title: 'Gone', reason: 'deleted' as const };
const flagged = makeUpdate('eeeeeeeeee1', 'Gone', 'e.md', [
  { key: 'unavailable', action: 'set', reason: 'unavailable', before: undefined, after: true },
]);
const problems = richPlan.problems.slice(0, 2);
const about = { videoId: updated.video.id, path: updated.path, title: 'Old' };

describe('formatTitle', () => {
  test.each<[title: string, plan: Partial<Plan>, summary: Partial<Summary>]>([
    ['nothing new', {}, {}],
    ['1 new', { changes: [created] }, {}],
    [
      '1 new, 1 changed, 1 gone',
      { changes: [created, updated], missing: [{ ...gone, isNew: true as const }, gone] },
      {},
    ],
    ['nothing new', { missing: [gone] }, {}],
    ['1 gone', { changes: [flagged], missing: [{ ...gone, isNew: true as const }] }, {}],
    ['1 changed', { changes: [flagged], missing: [gone] }, {}],
    ['1 changed, 1 conflict', { changes: [updated], conflicts: [{ ...about, fields: [] }] }, {}],
    ['1 conflict', { conflicts: [{ ...about, fields: [] }] }, {}],
    ['1 removed page', { removed: [{ ...about, urls: ['/a'] }] }, {}],
    [
      '1 new, 2 removed pages, 2 problems',
      {
        changes: [created],
        removed: [
          { ...about, urls: ['/a'] },
          { ...about, urls: ['/b'] },
        ],
        problems,
      },
      {},
    ],
    ['1,200 new', { changes: Array.from({ length: 1200 }, () => created) }, {}],
    ['2 problems', { problems }, {}],
    [
      'redirects changed, 2 problems',
      { problems },
      { redirects: [{ path: '_redirects', action: 'update' }] },
    ],
    ['listing cut short, 2 problems', { problems }, { stopped: { message: 'No more.', hint: 'Wait.' } }],
    ['1 refused', {}, { refused: [{ change: makeCreation('aaaaaaaaaa1', 'One', 'one'), keys: null }] }],
    ['redirects changed', {}, { redirects: [{ path: '_redirects', action: 'update' }] }],
    ['listing cut short', {}, { stopped: { message: 'The quota is used up.', hint: 'Wait.' } }],
    ['lockfile damaged', {}, { damagedLockfiles: [{ path: 'tubematter-lock.json', detail: 'a merge' }] }],
    ['1 new', { changes: [created] }, { redirects: [{ path: '_redirects', action: 'update' }] }],
  ])('%s', (title, plan, summary) => {
    expect(formatTitle({ ...richSummary, ...summary, plan: { ...nothing, ...plan } })).toBe(
      `Videos: ${title}`,
    );
  });
});

test.each<[title: string, names: string[], whole: string, isNews: boolean]>([
  ['Videos: nothing new', [], 'Videos: nothing new', false],
  ['Videos: nothing new', ['clients/acme'], 'Videos: clients/acme could not run', false],
  ['Videos: nothing new', ['a', 'b'], 'Videos: 2 sites could not run', false],
  ['Videos: 1,204 problems', ['a'], 'Videos: 1,204 problems; a could not run', false],
  ['Videos: 3 new', ['a'], 'Videos: 3 new; a could not run', true],
  ['Videos: 3 new, 1 problem', ['a', 'b'], 'Videos: 3 new, 1 problem; 2 sites could not run', true],
  // A name that is markup, or a line end in an output of the step.
  ['Videos: nothing new', ['@a\nb=c'], 'Videos: 1 site could not run', false],
])('%s, and %j could not run: %s', (title, names, whole, isNews) => {
  expect(
    addFailures(
      title,
      names.map((name) => ({ name })),
    ),
  ).toBe(whole);
  const work = mkdtempSync(join(tmpdir(), 'tubematter-title-'));
  writeFileSync(join(work, 'run.md'), `# ${whole}\n`);
  // Workflows commit nothing for what is no news.
  const script = `${commitNews('.').split('\n', 1)}; printf %s "$news"`;
  const { stdout } = spawnSync('sh', ['-c', script], { env: { ...process.env, work }, encoding: 'utf8' });
  rmSync(work, { recursive: true });
  expect(stdout).toBe(isNews ? whole : '');
});
