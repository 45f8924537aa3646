import { describe, expect, test } from 'vitest';
import { formatMarkdown } from '../../src/report/markdown.ts';
import { makeWritePlace } from '../../src/report/markdown-links.ts';
import { commentLimit } from '../../src/report/markdown-sections.ts';
import { findQuietFields } from '../../src/report/quiet-fields.ts';
import type { Summary } from '../../src/report/run-summary.ts';
import { makeCreation, richPlan, richSummary } from './sample.ts';

const site = 'https://example.org';
const files = { base: 'https://github.com/owner/site/blob/tubematter/import', folder: '' };
const quietFields = new Map([
  ['tags', 'Tags'],
  ['duration', 'Durations'],
]);
const summary: Summary = { ...richSummary, site, files, quietFields };
const markdown = formatMarkdown(summary);

describe('makeWritePlace', () => {
  test.each<[name: string, changes: Partial<Summary>, path: string, url: string | null, expected: string]>([
    ['a file alone', { files: null, site: null }, 'a.md', '/a', '`a.md`'],
    ['the page', { files: null }, 'a.md', '/a', '`a.md` [`/a`](https://example.org/a)'],
    [
      'a page below a path',
      { files: null, site: `${site}/docs/` },
      'a',
      '/a/',
      '`a` [`/a/`](https://example.org/docs/a/)',
    ],
    ['a page whose URL is not known', {}, 'a.md', null, `[\`a.md\`](${files.base}/a.md)`],
    [
      'a file below a folder',
      { files: { ...files, folder: 'site' } },
      '../x/ü (1).md',
      null,
      `[\`../x/ü (1).md\`](${files.base}/x/%C3%BC%20%281%29.md)`,
    ],
    [
      'a file outside the repository',
      { files: { ...files, folder: 'site' } },
      '../../a.md',
      null,
      '`../../a.md`',
    ],
    [
      'a URL that leads to another host',
      { files: null },
      'a',
      '//evil.example/a',
      '`a` [`//evil.example/a`](https://example.org/evil.example/a)',
    ],
    ['a URL with a query', { files: null }, 'a', '/a?b#c', '`a` [`/a?b#c`](https://example.org/a%3Fb%23c)'],
    [
      'a URL that is encoded',
      { files: null },
      'a',
      '/%C3%BC/(ü)',
      '`a` [`/%C3%BC/(ü)`](https://example.org/%C3%BC/%28%C3%BC%29)',
    ],
  ])('%s', (_, changes, path, url, expected) => {
    expect(makeWritePlace({ site, files, ...changes })(path, url)).toBe(expected);
  });
});

test('fields of one quiet token are quiet, whatever they are called', () => {
  const field = (key: string, value: string | string[]) => ({ key, value, update: 'until-edited' as const });
  const fields = [
    field('title', '{title}'),
    field('keywords', ['{tags}']),
    field('params.image', '{preview}'),
    field('seconds', '{duration}'),
    field('summary', '{title}: {duration}'),
    field('layout', 'video'),
  ];
  expect([...findQuietFields(fields)]).toEqual([
    ['keywords', 'Tags'],
    ['params.image', 'Previews'],
    ['seconds', 'Durations'],
  ]);
});

describe('the text of a pull request', () => {
  test('links the video, the file and the page', () => {
    const lines = markdown.split('\n');
    for (const line of [
      '- [`Brake pads`](https://www.youtube.com/watch?v=aaaaaaaaaa3) [`aaaaaaaaaa3/index.md`](https://github.com/owner/site/blob/tubematter/import/aaaaaaaaaa3/index.md) [`/resources/videos/brake-pads`](https://example.org/resources/videos/brake-pads): the video is private now',
      '- <img src="https://i.ytimg.com/vi/bbbbbbbbbb2/mqdefault.jpg" alt="" width="160"> [`الدراجة في المدينة`](https://www.youtube.com/watch?v=bbbbbbbbbb2) [`bbbbbbbbbb2/index.md`](https://github.com/owner/site/blob/tubematter/import/bbbbbbbbbb2/index.md) [`/resources/videos/bbbbbbbbbb2`](https://example.org/resources/videos/bbbbbbbbbb2)',
    ])
      expect(lines).toContain(line);
  });

  test('begins with the title and the totals that are not zero', () => {
    const plan = { ...richPlan, conflicts: [], skipped: [], problems: [] };
    expect(formatMarkdown({ ...summary, plan, units: 0 })).toMatch(
      /^# Videos: 3 new, 2 changed, 1 gone\n\n\| Created \| Updated \| Unchanged \| Missing \|\n.*\n\| 3 \| 2 \| 1,284 \| 2 \|\n/,
    );
  });

  test('names both pages of a video that seems to have been uploaded again', () => {
    expect(formatMarkdown(richSummary)).toContain(
      '- [`Office hours`](https://www.youtube.com/watch?v=eeeeeeeeee1) `archive/eeeeeeeeee1.md` seems to have been uploaded again as `bbbbbbbbbb3`, `bbbbbbbbbb3/index.md`. If so, give the first page the video id `bbbbbbbbbb3`',
    );
  });

  test('folds tags, previews and durations, with counts', () => {
    const [, updated = ''] = /### Updated \(2\)(.*?)<details>/s.exec(markdown) ?? [];
    expect(updated).toContain('`title` (changed on YouTube)');
    expect(updated).not.toMatch(/`(tags|duration)`/);
    expect(markdown).toMatch(
      /<details>\n<summary>Tags \(1\)<\/summary>\n\n- \[`How to true.*\n {2}- `tags` \(changed on YouTube\): − `spokes`, \+ `workshop`\n\n<\/details>/,
    );
    expect(markdown).toContain('<summary>Durations (1)</summary>');
    expect(markdown).not.toContain('Previews (');
  });

  test('ends with what to do about a change, and fits, too', () => {
    const changes = Array.from({ length: 5_000 }, (_, at) =>
      makeCreation(`video${at}`, 'A title', `slug-${at}`),
    );
    const long = formatMarkdown({ ...summary, plan: { ...richPlan, changes } });
    expect(long.length).toBeLessThanOrEqual(commentLimit.maximum);
    expect(long.match(/<img /g)).toHaveLength(20);
    for (const text of [markdown, long])
      expect(text).toMatch(/\n### To refuse or undo a change\n\n(- .*\n){5}$/);
    expect(formatMarkdown({ ...summary, files: null })).not.toContain('To refuse');
  });

  test('says that the lockfile was damaged', () => {
    const damagedLockfiles = [{ path: 'tubematter-lock.json', detail: 'line 4 is damaged' }];
    expect(formatMarkdown({ ...summary, damagedLockfiles })).toContain(
      '**Damaged lockfile.** `The lockfile is damaged (line 4 is damaged).',
    );
  });
});
