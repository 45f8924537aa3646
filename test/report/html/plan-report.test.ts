import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../src/model/plan.ts';
import type { Value } from '../../../src/model/value.ts';
import { describeChanges, describeValue } from '../../../src/report/change-description.ts';
import { html, show } from '../../../src/report/html/markup.ts';
import { formatHtml } from '../../../src/report/html/plan-report.ts';
import { showConflict, showRows, showText } from '../../../src/report/html/rows.ts';
import { decode } from '../decode-html.ts';
import { hostilePlan, hostileTexts, makeCreation, richPlan, richSummary } from '../sample.ts';

const now = new Date('2025-11-24T04:10:00Z');
const format = (plan: Plan) => formatHtml({ ...richSummary, plan }, now);

describe('html', () => {
  test('escapes every text and no markup of its own', () => {
    const inner = html`<b>${'<i>'}</b>`;
    expect(html`${inner}${[inner, '&']} ${1} ${null}${undefined}${false}`.markup).toBe(
      '<b>&lt;i&gt;</b><b>&lt;i&gt;</b>&amp; 1 ',
    );
  });

  test('a text comes back as it was and makes no element, in content and in an attribute', () => {
    const unit = fc.constantFrom('<', '>', '&', '"', "'", '/', '=', ' ', 'a', '`', 'lt;', '#39;', 'script');
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        expect(decode(show(text).markup)).toBe(text);
        expect(html`<a title="${text}">`.markup).toMatch(/^<a title="[^"<>]*">$/);
      }),
    );
  });
});

describe('showRows', () => {
  const rows = (before: Value, after: Value) =>
    describeChanges([{ key: 'key', reason: 'youtube-changed', action: 'set', before, after }])
      .flatMap(showRows)
      .map(({ markup }) => markup.replace(/<span class="unseen">.*?<\/span>/, ''));

  test('marks the words that differ', () => {
    const [minus, plus] = rows('one two three', 'one 2 three');
    expect(minus).toContain('<del>one <mark>two</mark> three</del>');
    expect(plus).toContain('<ins>one <mark>2</mark> three</ins>');
  });

  test('shows of a list what stays, goes and comes', () => {
    expect(rows(['a', 'b', 'c'], ['a', 'c', 'd']).map(decode)).toEqual(['a', 'b', 'c', 'd']);
    expect(rows(['a', 'b', 'c'], ['a', 'c', 'd']).map((row) => /row (\w+)/.exec(row)?.[1])).toEqual([
      'same',
      'minus',
      'same',
      'plus',
    ]);
  });

  test('leaves out what is equal far from any change, and no change', () => {
    const long = 'word '.repeat(200);
    const [minus = '', plus = ''] = rows(`${long}old ${long}`, `${long}new ${long}`).map(decode);
    expect(minus.length).toBeLessThan(250);
    expect(minus).toContain('old');
    expect(plus).toContain('new');
  });

  test('without long equal parts both texts come back whole, whatever they are', () => {
    const unit = fc.constantFrom('a', 'bc', ' ', '<', '&', '.', '🚲');
    const text = fc.string({ unit, minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(rows(before, after).map(decode)).toEqual([before, after]);
      }),
    );
  });

  test('two long texts with nothing in common are shown unmarked', () => {
    const text = (word: string) => Array.from({ length: 400 }, (_, at) => `${word}${at}`).join(' ');
    expect(rows(text('a'), text('b')).join('')).not.toContain('<mark>');
  });

  test.each<[Value, string]>([
    [611, '611'],
    [false, 'false'],
    [null, 'null'],
    ['', '(empty)'],
    [[], '(empty)'],
    [['a', 2], 'a, 2'],
    [{ a: [1] }, '{"a":[1]}'],
  ])('%j is shown as %s', (value, text) => {
    expect(showText(describeValue(value))).toBe(text);
  });
});

describe('showConflict', () => {
  test.each<[string, Parameters<typeof showConflict>[0], string[]]>([
    [
      'an edit',
      { yours: 'my gears', youtube: 'new gears', last: 'old gears' },
      [
        'yours, stays<mark>my</mark> gears',
        'YouTube’s now<mark>new</mark> gears',
        'YouTube’s before<mark>old</mark> gears',
      ],
    ],
    [
      'a key that was taken out',
      { yours: null, youtube: 'new', last: '' },
      ['yours, stays<i>removed</i>', 'YouTube’s nownew', 'YouTube’s before<mark>(empty)</mark>'],
    ],
  ])('%s: what is yours, and what YouTube made of what', (_, conflict, expected) => {
    const rows = showConflict(conflict).map(({ markup }) => markup.replace(/<\/?(div|span)[^>]*>/g, ''));
    expect(rows).toEqual(expected);
  });
});

describe('formatHtml', () => {
  test('the policy names exactly the style and the script that are there', () => {
    const page = format(richPlan);
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'");
    const hash = (text = '') => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    expect(policy).toBe(
      [
        "default-src 'none'",
        'img-src https://i.ytimg.com data:',
        `style-src ${hash(/<style>([\s\S]*?)<\/style>/.exec(page)?.[1])}`,
        `script-src ${hash(/<script>([\s\S]*?)<\/script>/.exec(page)?.[1])}`,
        "base-uri 'none'",
        "form-action 'none'",
      ].join('; '),
    );
    expect(page).not.toMatch(/ style=| on\w+=|<link rel="stylesheet|@import|url\(/);
  });

  test('says what is in the plan', () => {
    const text = decode(format(richPlan));
    for (const words of [
      'What an import would change',
      '3 created, 3 updated, 2 conflicts, 3 problems',
      '1,284 pages unchanged',
      '43 quota units',
      'All 14 entries',
      'The slug office-hours is taken by older/office-hours.md; this page has office-hours-2.',
      'The page stays, but the video is private now.',
      'Left out: Shorts (filters.shorts).',
      'What all 3 new pages have alike (8 fields)',
      'broken/index.md:4: a quote is not closed.',
    ]) {
      expect(text).toContain(words);
    }
  });

  test('says that an import ended early', () => {
    const stopped = { message: 'The quota is <used> up.', hint: 'Run it again tomorrow.' };
    expect(decode(formatHtml({ ...richSummary, stopped }, now))).toContain(
      'Incomplete. The quota is <used> up. Run it again tomorrow.',
    );
  });

  test('an empty plan says so', () => {
    const nothing = {
      changes: [],
      skipped: [],
      conflicts: [],
      clashes: [],
      missing: [],
      reuploads: [],
      problems: [],
    };
    const page = format({ ...richPlan, ...nothing });
    expect(page).toContain('Nothing to do');
    expect(page).not.toMatch(/<form|<script/);
    const stopped = { message: 'The quota is used up.', hint: 'Run it again tomorrow.' };
    const early = formatHtml({ ...richSummary, plan: { ...richPlan, ...nothing }, stopped }, now);
    expect(early).toContain('Nothing so far.');
    expect(early).not.toContain('the pages match YouTube');
  });

  test('hostile texts make no element and no attribute', () => {
    const shape = (page: string) => page.match(/<[a-z]+[^>]*/g)?.map((tag) => tag.replace(/"[^"]*"/g, '""'));
    const harmless: Plan = JSON.parse(JSON.stringify(hostilePlan, disarm));
    expect(new Set(shape(format(hostilePlan)))).toEqual(new Set(shape(format(harmless))));
  });

  test('ten thousand new pages take less than 3 KB each', () => {
    const changes = Array.from({ length: 10_000 }, (_, at) =>
      makeCreation(`video-${at}`, `Title ${at}`, `slug-${at}`),
    );
    expect(format({ ...richPlan, changes }).length).toBeLessThan(10_000 * 3_000);
  });
});

/** Every hostile text becomes a word, where it is a value; hidden characters stay, for they make marks. */
function disarm(_key: string, value: unknown): unknown {
  if (typeof value !== 'string' || !hostileTexts.some((text) => value.includes(text))) return value;
  return value.replace(/[^\p{L}\p{Default_Ignorable_Code_Point}]+/gu, ' ').trim() || 'word';
}
