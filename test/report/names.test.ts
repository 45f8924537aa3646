import pico from 'picocolors';
import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/model/plan.ts';
import type { Problem } from '../../src/model/problem.ts';
import { formatAnnotations, listAnnotations } from '../../src/report/github.ts';
import { formatHtml } from '../../src/report/html/plan-report.ts';
import { formatJson } from '../../src/report/json.ts';
import { formatMarkdown } from '../../src/report/markdown.ts';
import type { Summary } from '../../src/report/run-summary.ts';
import { formatSummary } from '../../src/report/terminal-summary.ts';
import { richPlan, richSummary } from './sample.ts';

const options = { colours: pico.createColors(false), columns: undefined, isQuiet: false, isVerbose: true };
const decode = (html: string) => html.replace(/<[^>]*>/g, '').replaceAll('&quot;', '"');

const reports: [name: string, write: (summary: Summary) => string][] = [
  ['terminal', (summary) => formatSummary(summary, options)],
  ['Markdown', (summary) => formatMarkdown(summary)],
  ['HTML', (summary) => decode(formatHtml(summary, new Date(0)))],
];
const summarise = (plan: Partial<Plan>, content = '') => ({
  ...richSummary,
  content,
  plan: { ...richPlan, ...plan },
});
const broken = (number: number): Problem[] =>
  Array.from({ length: number }, (_, at) => ({
    code: 'bad-front-matter',
    path: `p${at}.md`,
    line: at + 2,
    detail: 'a quote is not closed',
  }));

describe.each(reports)('%s', (_, write) => {
  test('names every file from the current folder', () => {
    const text = write(summarise({}, 'site/content/videos'));
    for (const path of [
      'bbbbbbbbbb1/index.md',
      'aaaaaaaaaa1/index.md',
      'talks/2019/left-hand-threads.md',
      'older/office-hours.md',
      'archive/eeeeeeeeee1.md',
      'broken/index.md:4',
      'one/index.md',
      'two/index.md',
    ]) {
      expect(text).toContain(`site/content/videos/${path}`);
      expect(text.replaceAll(`site/content/videos/${path}`, '')).not.toContain(path);
    }
  });

  test.each([
    ['..', 'a.md', '../a.md'],
    ['../site', '../../lock.json', '../../lock.json'],
    ['content/videos', '../../lock.json', 'lock.json'],
    ['', '../lock.json', '../lock.json'],
  ])('from %j, %s is %s', (content, path, shown) => {
    const problems: Problem[] = [{ code: 'cannot-write', path, detail: 'the disk is full' }];
    const text = write(summarise({ problems }, content));
    expect(text).toMatch(new RegExp(`(^|[ \`.])${shown.replaceAll('.', '\\.')}: it could not`, 'm'));
  });

  test('names conflicts and missing pages by their titles, too', () => {
    const text = write(summarise({ changes: [] }));
    expect(text).toContain('Left-hand threads');
    expect(text).toContain('Brake pads');
    expect(text).toContain('Bells');
  });

  test('tells equal problems once, and which pages have them', () => {
    const text = write(summarise({ problems: broken(4) }));
    expect(text.match(/a quote is not closed/g)).toHaveLength(1);
    expect(text).toMatch(/and 3 more like this/i);
    for (const name of ['p0.md:2', 'p1.md:3', 'p2.md:4', 'p3.md:5']) expect(text).toContain(name);
    expect(text).toMatch(/4 problems|Problems \(4\)/);
  });

  test('tells different problems apart', () => {
    const problems: Problem[] = [
      { code: 'cannot-read', path: 'a.md', detail: 'one thing' },
      { code: 'cannot-read', path: 'b.md', detail: 'another' },
      { code: 'cannot-edit', path: 'c.md', detail: 'another' },
      { code: 'changed-meanwhile', path: 'd.md' },
    ];
    expect(write(summarise({ problems }))).not.toMatch(/more like this/i);
  });
});

test('the terminal names ten of many equal problems, --verbose all', () => {
  const summary = summarise({ problems: broken(43) });
  expect(formatSummary(summary, { ...options, isQuiet: true, isVerbose: false })).toBe(
    'Problem: p0.md:2: a quote is not closed. The page was left alone; fix its front matter. And 42 more like this: p1.md:3, p2.md:4, p3.md:5, p4.md:6, p5.md:7, p6.md:8, p7.md:9, p8.md:10, p9.md:11, p10.md:12…\n',
  );
  expect(formatSummary(summary, options)).toContain(', p42.md:44.\n');
});

test('JSON keeps the paths of the plan, and every problem', () => {
  const { problems, changes } = JSON.parse(formatJson(summarise({ problems: broken(4) }, 'content')));
  expect(problems).toEqual(broken(4));
  expect(changes[0].path).toBe(richPlan.changes[0]?.path);
});

describe('annotations', () => {
  const annotate = (summary: Summary) =>
    formatAnnotations(listAnnotations(summary, (path) => `repository/${path}`))
      .trimEnd()
      .split('\n');

  test('a flood of equal problems is one', () => {
    const problems: Problem[] = [...broken(500), { code: 'changed-meanwhile', path: 'd.md' }];
    const errors = annotate(summarise({ problems }, 'content')).filter((line) => line.startsWith('::error '));
    expect(errors).toHaveLength(2);
    expect(errors[0]).toMatch(
      /^::error file=repository\/content\/p0\.md,line=2,title=Broken front matter::content\/p0\.md:2: .* And 499 more like this: content\/p1\.md:3, .*…$/,
    );
  });

  test('a damaged lockfile is one, on the lockfile, before a flood of conflicts', () => {
    const [conflict] = richPlan.conflicts;
    const conflicts = conflict ? Array.from({ length: 40 }, () => conflict) : [];
    const damagedLockfiles = [{ path: '../tubematter-lock.json', detail: 'line 3 is not JSON' }];
    const stopped = { message: 'The quota is used up.', hint: 'Run it again tomorrow.' };
    const lines = annotate({ ...summarise({ conflicts }, 'content'), damagedLockfiles, stopped });
    expect(lines).toContain(
      '::warning file=repository/tubematter-lock.json,title=Damaged lockfile::The lockfile is damaged (line 3 is not JSON). What it does not tell any more counts as your edit; an import rewrites it.',
    );
    expect(lines).toContain('::warning title=Incomplete::The quota is used up. Run it again tomorrow.');
  });
});
