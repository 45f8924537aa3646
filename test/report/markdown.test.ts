import fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/model/plan.ts';
import type { FieldChange } from '../../src/model/value.ts';
import { formatMarkdown } from '../../src/report/markdown.ts';
import { code, commentLimit, findSummaryLimit } from '../../src/report/markdown-sections.ts';
import type { Summary } from '../../src/report/run-summary.ts';
import { hostilePlan, hostileTexts, makeCreation, makeUpdate, richPlan, richSummary } from './sample.ts';

const toHtml = (markdown: string) =>
  micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
const decode = (html: string) =>
  html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
const summarise = (plan: Plan): Summary => ({ ...richSummary, plan, units: 7, verb: 'did' });
/** What a reader sees outside code: there nothing from outside may stand. */
const outsideCode = (markdown: string) => toHtml(markdown).replace(/<code>[^<]*<\/code>/g, '');

describe('code', () => {
  test.each([
    ['plain', '`plain`'],
    ['a `tick`', '`` a `tick` ``'],
    ['``two`` and `one`', '``` ``two`` and `one` ```'],
    ['`', '`` ` ``'],
    ['two\nlines\t and  more', '`two lines and more`'],
    [' \n ', '_empty_'],
    ['', '_empty_'],
    ['\u202eturned', '`U+202Eturned`'],
    ['🚲'.repeat(101), `\`${'🚲'.repeat(49)}…\``],
  ])('%j', (text, expected) => {
    expect(code(text)).toBe(expected);
  });

  test('keeps any text as it is and in one code span', () => {
    const unit = fc.constantFrom(
      '`',
      '|',
      '\\',
      '@',
      '#',
      '<',
      '>',
      '&',
      '[',
      ']',
      '(',
      '*',
      '_',
      '~',
      'a',
      ' ',
      '\n',
      '$',
      ':',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), (text) => {
        const shown = text.replace(/\s+/g, ' ').trim();
        fc.pre(shown !== '');
        const html = toHtml(`- ${code(text)}`);
        const [, inside] = /^<ul>\n<li><code>([^<]*)<\/code><\/li>\n<\/ul>$/.exec(html) ?? [];
        expect(decode(inside ?? '')).toBe(shown);
      }),
    );
  });
});

describe('formatMarkdown', () => {
  test('shows totals, and every part of a plan', () => {
    const markdown = formatMarkdown(richSummary);
    for (const line of [
      '## What an import would change',
      '| 3 | 2 | 1,284 | 2 | 2 | 3 | 3 | 43 |',
      '### Problems (3)',
      '- `broken/index.md:4: a quote is not closed. The page was left alone; fix its front matter.`',
      '### Conflicts: your edits stay (2)',
      '  - `title`: yours `Left-hand threads, and why your pedal has one`, on YouTube `Left-hand threads` → `Left-hand threads and right-hand ones`',
      '  - `preview`: yours _removed_, on YouTube _empty_ → `https://i.ytimg.com/vi/aaaaaaaaaa2/hqdefault.jpg`',
      '### Slugs that were taken (1)',
      '- [`Left-hand threads`](https://www.youtube.com/watch?v=aaaaaaaaaa2) `talks/2019/left-hand-threads.md`',
      '### Gone: the pages stay (1)',
      '- [`Brake pads`](https://www.youtube.com/watch?v=aaaaaaaaaa3) `aaaaaaaaaa3/index.md`: the video is private now',
      '<summary>Gone for longer (1)</summary>',
      '- [`Bells`](https://www.youtube.com/watch?v=eeeeeeeeee1) `archive/eeeeeeeeee1.md`: the video was deleted, gone since 2025-11-30',
      '### Updated (2)',
      '- [`How to true a bicycle wheel in ten minutes`](https://www.youtube.com/watch?v=aaaaaaaaaa1) `aaaaaaaaaa1/index.md`',
      '  - `duration` (changed on YouTube): `611` → `598`',
      '  - `aliases`, `aliasesArchive` (URLs that the page had): + `/resources/videos/how-to-true-a-bicycle-wheel`, `/resources/videos/how-to-true-a-wheel`',
      '  - `aliases` (older than urls.pruneAliases): − `/resources/videos/threads`, `/resources/videos/left-and-right`',
      '  - `isShort` (the page lacks it): `false`',
      '  - the body (it was empty)',
      '### Created (3)',
      '<summary>Skipped (3)</summary>',
      '- 1: Shorts (filters.shorts)',
    ]) {
      expect(markdown.split('\n')).toContain(line);
    }
  });

  test('counts the videos that are skipped, not the reasons', () => {
    const skipped = [...richPlan.skipped, ...richPlan.skipped];
    expect(formatMarkdown({ ...richSummary, plan: { ...richPlan, skipped } })).toContain(
      '<summary>Skipped (6)</summary>\n\n- 2: Shorts',
    );
  });

  test('counts many updates by field, before it lists them', () => {
    expect(formatMarkdown(richSummary)).not.toContain('Fields that change');
    const fields: FieldChange[] = [
      { key: 'title', action: 'set', reason: 'youtube-changed', before: 'a', after: 'b' },
      { key: 'isShort', action: 'set', reason: 'missing', before: undefined, after: false },
    ];
    const updates = Array.from({ length: 1_011 }, (_, at) =>
      makeUpdate(`v${at}`, 'A wheel', `${at}.md`, at < 11 ? fields : fields.slice(0, 1)),
    );
    const removed = makeUpdate('gone', 'A wheel', 'gone.md', [
      { key: 'title', action: 'remove', reason: 'available-again', before: 'a' },
    ]);
    const markdown = formatMarkdown({
      ...richSummary,
      plan: { ...richPlan, changes: [...updates, removed] },
    });
    expect(markdown).toContain(
      '### Fields that change on existing pages (2)\n\n- `title`: changed on 1,011 pages, removed on 1 page\n- `isShort`: added on 11 pages\n\n### Updated (1,012)',
    );
  });

  test('shows long values from where they differ', () => {
    expect(formatMarkdown(richSummary)).toContain(
      '`…the patience that it needs; a second part shows the cartridge kind.` → `…the patience that it needs; a later part shows the sealed cartridge kind.`',
    );
  });

  test('says that an import ended early', () => {
    const stopped = { message: 'The quota is used up.', hint: 'Run it again tomorrow.' };
    expect(formatMarkdown({ ...richSummary, stopped })).toContain(
      '**Incomplete.** `The quota is used up. Run it again tomorrow.`',
    );
  });

  test('an empty plan has totals alone', () => {
    const plan: Plan = {
      ...richPlan,
      changes: [],
      skipped: [],
      conflicts: [],
      clashes: [],
      missing: [],
      reuploads: [],
      problems: [],
    };
    expect(formatMarkdown({ ...richSummary, plan })).not.toContain('###');
  });

  test.each<[where: string, links: Partial<Summary>]>([
    ['', {}],
    [
      ', where files and pages are linked',
      {
        site: 'https://example.org/base',
        files: { base: 'https://github.com/owner/site/blob/tubematter/import', folder: 'sub' },
        quietFields: new Map([['tags', 'Tags']]),
      },
    ],
  ])('no text from outside leaves its code span%s', (_, links) => {
    const whole = { ...commentLimit, maximum: 10_000_000 };
    const html = outsideCode(formatMarkdown({ ...summarise(hostilePlan), ...links }, whole));
    const thumbnail = /<img src="https:\/\/i\.ytimg\.com\/vi\/[\w-]+\/mqdefault\.jpg" alt="" width="160">/g;
    const linked =
      /href="https:\/\/(github\.com\/owner\/site\/blob\/tubematter\/import\/sub|example\.org\/base)\/[^"<>()\s]*"/g;
    expect(html.match(thumbnail)).toHaveLength(hostileTexts.length);
    expect(html.match(linked)?.length ?? 0).toBe(links.site ? 12 * hostileTexts.length : 0);
    const plain = html.replace(thumbnail, '').replace(linked, '');
    expect(plain).not.toMatch(/<(script|img|svg|style|b|em|del)\b/);
    // What is left in italics is ours.
    expect(plain).not.toMatch(/@|#\d|GH-|evil|::|\p{Bidi_Control}|\$|:tada:/u);
    const targets = [...plain.matchAll(/href="([^"]*)"/g)].map(([, target]) => target);
    expect(targets.length).toBeGreaterThan(hostileTexts.length);
    for (const target of targets) expect(target).toMatch(/^https:\/\/www\.youtube\.com\/watch\?v=[\w-]+$/);
  });

  test.each([
    ['new pages', { ...richPlan, changes: many(10_000) }],
    ['problems', { ...richPlan, problems: manyProblems(10_000) }],
    ['both', { ...richPlan, changes: many(10_000), problems: manyProblems(10_000) }],
    ['titles of three bytes a character', { ...richPlan, changes: many(5_000, '自転車'.repeat(13)) }],
  ])('fits a comment and counts what is left out: %s', (_, plan) => {
    const markdown = formatMarkdown(summarise(plan));
    expect(markdown.length).toBeLessThanOrEqual(65_536);
    // The space is used, and nothing is lost from the count.
    expect(markdown.length).toBeGreaterThan(65_536 * 0.95);
    const summary = formatMarkdown(summarise(plan), findSummaryLimit(948_576));
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(100_000);
    expect(Buffer.byteLength(summary)).toBeGreaterThan(95_000);
    for (const [heading, number] of [
      ['Created', plan.changes.filter(({ page }) => !page).length],
      ['Problems', plan.problems.length],
    ] as const) {
      const section = markdown.split(/### |<details>/).find((text) => text.startsWith(heading)) ?? '';
      const left = Number(/… and ([\d,]+) more/.exec(section)?.[1]?.replaceAll(',', '') ?? 0);
      const shown = section.split('\n').filter((line) => /^- [^…]/.test(line)).length;
      expect(shown + left).toBe(number);
      expect(shown).toBeGreaterThan(0);
    }
  });

  test('small sections stay whole beside a large one', () => {
    const markdown = formatMarkdown(
      summarise({ ...richPlan, changes: [...richPlan.changes, ...many(10_000)] }),
    );
    expect(markdown).toContain('### Updated (2)');
    expect(markdown).toContain('`duration` (changed on YouTube): `611` → `598`');
    expect(markdown.match(/left out to fit/g)).toHaveLength(1);
  });
});

function many(number: number, title = 'A title of common length about bicycles'): Plan['changes'] {
  return Array.from({ length: number }, (_, at) =>
    makeCreation(`video${String(at).padStart(6, '0')}`, title, `slug-${at}`),
  );
}

function manyProblems(number: number): Plan['problems'] {
  return Array.from({ length: number }, (_, at) => ({
    code: 'cannot-edit',
    path: `pages/${at}.md`,
    detail: `a tab in column ${at}`,
  }));
}
