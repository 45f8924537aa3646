import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pico from 'picocolors';
import { describe, expect, test } from 'vitest';
import type { LocatedFinding } from '../../src/model/finding.ts';
import type { Context } from '../../src/pipeline/context.ts';
import { reportSite } from '../../src/pipeline/make-reports.ts';
import { publish } from '../../src/pipeline/write-reports.ts';
import { formatFindings, listAudit } from '../../src/report/findings.ts';
import { annotateFindings, formatFindingsMarkdown } from '../../src/report/findings-markdown.ts';
import { formatFindingsHtml } from '../../src/report/html/findings-report.ts';
import { writeJson } from '../../src/report/json.ts';
import { audits } from '../../src/report/result-kinds.ts';

const hostile = '</script><img src=x onerror=alert(1)> @someone #12 `|`';
const finding = (severity: LocatedFinding['severity'], message: string): LocatedFinding => ({
  code: 'same-alias',
  severity,
  file: 'a/index.md',
  line: 7,
  message,
  remedy: 'Take it out of one of them.',
});
const audit = {
  content: 'content',
  findings: [finding('note', 'Just so.'), finding('error', hostile), finding('warning', 'Take care.')],
  pages: 3,
};

describe('the reports of an audit', () => {
  test('as HTML: errors first, nothing of theirs is markup', () => {
    const page = formatFindingsHtml(audit, new Date(0));
    expect(page).not.toContain('<img');
    expect(page.match(/<li class="entry \w+"/g)).toEqual([
      '<li class="entry problem"',
      '<li class="entry conflict"',
      '<li class="entry skip"',
    ]);
    expect(page).toContain('3 pages checked');
    expect(formatFindingsHtml({ ...audit, findings: [] }, new Date(0))).toContain('No findings');
  });

  test('as Markdown: in code spans, and cut to the limit', () => {
    const text = formatFindingsMarkdown(audit);
    expect(text).toContain('1 error, 1 warning, 1 note');
    expect(text).toContain('### Errors (1)');
    expect(text).toMatch(/``[^\n]*@someone[^\n]*``/);
    const many = {
      ...audit,
      findings: Array.from({ length: 2000 }, () => finding('error', 'x'.repeat(90))),
      pages: 9,
    };
    const cut = formatFindingsMarkdown(many);
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(65_536);
    expect(cut).toMatch(/and [\d,]+ more entries, left out to fit/);
  });

  test('as annotations: errors and warnings, on their lines', () => {
    expect(annotateFindings(audit, (path) => `site/${path}`)).toMatchObject([
      { level: 'error', file: 'site/content/a/index.md', line: 7 },
      { level: 'warning', file: 'site/content/a/index.md', line: 7 },
    ]);
  });

  test('name files from the current folder, where a click opens them; JSON from the content folder', () => {
    const options = {
      colours: pico.createColors(false),
      columns: undefined,
      isQuiet: false,
      isVerbose: false,
    };
    const up = { ...audit, findings: [{ ...finding('error', 'Up.'), file: '../data/b.md' }] };
    expect(formatFindings(audit, options)).toContain('content/a/index.md:7: warning: Take care.');
    expect(formatFindings(up, options)).toContain('data/b.md:7: error: Up.');
    expect(formatFindingsMarkdown(audit)).toContain('- `content/a/index.md:7`');
    expect(formatFindingsHtml(audit, new Date(0))).toContain('content/a/index.md:7');
    expect(writeJson(listAudit(audit))).toContain('"file": "a/index.md"');
  });

  test('are written where --report says', () => {
    const cwd = mkdtempSync(join(tmpdir(), 'tubematter-audit-'));
    const context = { cwd, environment: {}, now: new Date(0), writeError: () => {} } as unknown as Context;
    publish(reportSite(audits, audit, context), { report: ['a.html', 'a.md', 'a.json'] }, context);
    expect(JSON.parse(readFileSync(join(cwd, 'a.json'), 'utf8'))).toMatchObject({ version: 1, pages: 3 });
    const mark = '\n<!-- A report of tubematter -->\n';
    expect(readFileSync(join(cwd, 'a.md'), 'utf8')).toBe(formatFindingsMarkdown(audit) + mark);
    expect(readFileSync(join(cwd, 'a.html'), 'utf8')).toBe(formatFindingsHtml(audit, new Date(0)));
  });
});
