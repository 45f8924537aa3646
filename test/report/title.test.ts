import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/model/plan.ts';
import type { Summary } from '../../src/report/run-summary.ts';
import { formatTitle } from '../../src/report/title.ts';
import { makeCreation, makeUpdate, richPlan, richSummary } from './sample.ts';

const nothing: Plan = { ...richPlan, changes: [], conflicts: [], missing: [], problems: [] };
const created = makeCreation('bbbbbbbbbb1', 'New', 'new');
const updated = makeUpdate('aaaaaaaaaa1', 'Old', 'a.md', []);
const gone = { videoId: 'eeeeeeeeee1', path: 'e.md', title: 'Gone', reason: 'deleted' as const };
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
    ['1 changed', { changes: [updated], conflicts: [{ ...about, fields: [] }] }, {}],
    ['1 changed', { removed: [{ ...about, urls: ['/a'] }] }, {}],
    ['1,200 new', { changes: Array.from({ length: 1200 }, () => created) }, {}],
    ['nothing new', { problems: richPlan.problems }, {}],
    ['redirects changed', {}, { redirects: [{ path: '_redirects', action: 'update' }] }],
    ['listing cut short', {}, { stopped: { message: 'The quota is used up.', hint: 'Wait.' } }],
    ['lockfile damaged', {}, { damagedLockfile: { path: 'tubematter-lock.json', detail: 'a merge' } }],
    ['1 new', { changes: [created] }, { redirects: [{ path: '_redirects', action: 'update' }] }],
  ])('%s', (title, plan, summary) => {
    expect(formatTitle({ ...richSummary, ...summary, plan: { ...nothing, ...plan } })).toBe(
      `Videos: ${title}`,
    );
  });
});
