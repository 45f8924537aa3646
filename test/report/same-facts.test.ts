import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import pico from 'picocolors';
import { describe, expect, test } from 'vitest';
import { defaultGenerator } from '../../src/generators/default-generator.ts';
import type { Conflict, Kept, KeptReason, PageChange, Plan } from '../../src/model/plan.ts';
import type { FieldChange, Value } from '../../src/model/value.ts';
import { startPlan } from '../../src/plan/plan-in-progress.ts';
import { formatHtml } from '../../src/report/html/plan-report.ts';
import { formatMarkdown } from '../../src/report/markdown.ts';
import type { Summary } from '../../src/report/run-summary.ts';
import { formatSummary } from '../../src/report/terminal-summary.ts';
import { decode } from './decode-html.ts';
import { makeUpdate } from './sample.ts';

/** What a report says of one change. */
interface Facts {
  keys: string[];
  reason: string;
  less: string[];
  more: string[];
}

const emptyPlan: Plan = startPlan([]);
const summarise = (plan: Partial<Plan>): Summary => ({
  plan: { ...emptyPlan, ...plan },
  generator: defaultGenerator,
  content: '',
  redirects: [],
  oldUrls: 0,
  quietFields: new Map(),
  site: null,
  files: null,
  damagedLockfiles: [],
  units: 0,
  stopped: null,
  verb: 'did',
});
const update = (changes: FieldChange[]): PageChange => makeUpdate('aaaaaaaaaaa', 'A title', 'a.md', changes);

const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found);

function writeTerminal(summary: Summary): string {
  return formatSummary(summary, {
    colours: pico.createColors(false),
    columns: undefined,
    isQuiet: false,
    isVerbose: true,
  });
}

const writeMarkdown = (summary: Summary) =>
  micromark(formatMarkdown(summary), { extensions: [gfm()], htmlExtensions: [gfmHtml()] });

/** One reader of each report: it finds the facts in what the report looks like. */
const readers: Record<string, (summary: Summary) => Facts[]> = {
  terminal: (summary) =>
    writeTerminal(summary)
      .split(/^(?= {4}\S)/m)
      .flatMap((text) => {
        const [, keys, reason] = /^ {4}(\S.*) \((.*)\)\n/.exec(text) ?? [];
        if (keys === undefined || reason === undefined) return [];
        const [less, more] = [all(text, /^ {6}- (.*)$/gm), all(text, /^ {6}\+ (.*)$/gm)];
        return [{ keys: keys.split(', '), reason, less, more }];
      }),
  Markdown: (summary) =>
    all(writeMarkdown(summary), /^<li>(<code>.*?)<\/li>$/gm).map((item) => {
      const [, keys = '', reason = '', change = ''] = /^(.*?) \((.*?)\): (.*)$/.exec(item) ?? [];
      const facts: Facts = { keys: keys.split(', ').map(decode), reason: decode(reason), less: [], more: [] };
      for (const part of change.split(/(?=[−+→] )/)) {
        const values = all(part, /(?:<code>(.*?)<\/code>|<em>empty<\/em>)/g).map((text) =>
          text === undefined || text === '' ? '(empty)' : decode(text),
        );
        const goes = part.startsWith('− ') || (change.includes(' → ') && !part.startsWith('→ '));
        facts[goes ? 'less' : 'more'].push(...values);
      }
      return facts;
    }),
  HTML: (summary) =>
    formatHtml(summary, new Date(0))
      .split('<div class="change">')
      .slice(1)
      .map((change) => {
        const [name = '', rows = ''] = change.split('<dd>');
        return {
          keys: all(name, /<code>(.*?)<\/code>/g).map(decode),
          reason: decode(/<span class="why">(.*?)<\/span>/.exec(name)?.[1] ?? ''),
          less: all(rows, /<del>(.*?)<\/del>/gs).map(decode),
          more: all(rows, /<ins>(.*?)<\/ins>/gs).map(decode),
        };
      }),
};

const youtube = 'changed on YouTube';
const lacks = 'the page lacks it';
const set = (before: Value | undefined, after: Value): FieldChange => ({
  key: 'key',
  action: 'set',
  reason: 'youtube-changed',
  before,
  after,
});
const fill = (before: Value | undefined, after: Value): FieldChange => ({
  ...set(before, after),
  reason: 'missing',
});

describe.each(Object.entries(readers))('%s', (_, read) => {
  test.each<[name: string, change: FieldChange, reason: string, less: string[], more: string[]]>([
    ['a text that comes', fill(undefined, 'new'), lacks, [], ['new']],
    ['an empty text that is filled', fill('', 'new'), lacks, [], ['new']],
    ['nothing that is filled', fill(null, 'new'), lacks, [], ['new']],
    ['an empty list that is filled', fill([], ['a', 'b']), lacks, [], ['a, b']],
    ['an empty map that is filled', fill({}, { a: 1 }), lacks, [], ['{"a":1}']],
    ['a list that comes', fill(undefined, ['a', 2]), lacks, [], ['a, 2']],
    ['an empty list that YouTube fills', set([], ['a']), youtube, [], ['a']],
    ['a text that changes', set('one two', 'one 2'), youtube, ['one two'], ['one 2']],
    ['a text that becomes empty', set('old', ''), youtube, ['old'], ['(empty)']],
    ['a text that becomes null', set('old', null), youtube, ['old'], ['null']],
    ['a number', set(611, 598), youtube, ['611'], ['598']],
    ['a truth', set(false, true), youtube, ['false'], ['true']],
    ['a map', set({ a: 1 }, { a: 2 }), youtube, ['{"a":1}'], ['{"a":2}']],
    ['a list, by its entries', set(['a', 'b', 'c'], ['a', 'c', 'd', 'e']), youtube, ['b'], ['d', 'e']],
    ['a list with another first entry', set(['a', 'b'], ['x', 'b']), youtube, ['a'], ['x']],
    ['a list in another order', set(['a', 'b'], ['b', 'a']), youtube, ['a'], ['a']],
    ['a list that becomes empty', set(['a', 'b'], []), youtube, ['a, b'], ['(empty)']],
    ['a text that becomes a list', set('a', ['a', 'b']), youtube, ['a'], ['a, b']],
    ['invisible characters', set('a\u202eb', 'a\u200bc'), youtube, ['aU+202Eb'], ['aU+200Bc']],
    ['markup', set('<b>', '`&` |'), youtube, ['<b>'], ['`&` |']],
    [
      'entries that join a list',
      { key: 'key', action: 'append', reason: 'url-history', entries: ['/a', '/b'] },
      'URLs that the page had',
      [],
      ['/a', '/b'],
    ],
    [
      'entries that leave a list',
      { key: 'key', action: 'prune', reason: 'pruned', entries: ['/a', '/b'] },
      'older than urls.pruneAliases',
      ['/a', '/b'],
      [],
    ],
    [
      'a key that goes',
      { key: 'key', action: 'remove', reason: 'available-again', before: true },
      'the video is back',
      ['true'],
      [],
    ],
  ])('%s', (_name, change, reason, less, more) => {
    const summary = summarise({ changes: [update([change])] });
    expect(read(summary)).toEqual([{ keys: ['key'], reason, less, more }]);
  });

  test('lists that get the same entries are one', () => {
    const append = (key: string, entry: string): FieldChange => ({
      key,
      action: 'append',
      reason: 'url-history',
      entries: [entry],
    });
    const changes = [append('aliases', '/a'), append('other', '/b'), append('archive', '/a')];
    expect(read(summarise({ changes: [update(changes)] })).map(({ keys }) => keys)).toEqual([
      ['aliases', 'archive'],
      ['other'],
    ]);
  });

  test('a long text is shown around what differs', () => {
    const text = (word: string) => `${'before '.repeat(60)}${word}${' after'.repeat(60)}`;
    const [facts] = read(summarise({ changes: [update([set(text('old'), text('new'))])] }));
    expect(facts?.less).toEqual([expect.stringContaining('before old after')]);
    expect(facts?.more).toEqual([expect.stringContaining('before new after')]);
  });

  test('lists with nothing in common are shown whole, and soon', () => {
    const list = (word: string) => Array.from({ length: 5_000 }, (_, at) => `${word}${at}`);
    const [facts] = read(summarise({ changes: [update([set(list('a'), list('b'))])] }));
    expect(facts?.less).toEqual([expect.stringMatching(/^a0, a1, a2/)]);
    expect(facts?.more).toEqual([expect.stringMatching(/^b0, b1, b2/)]);
  });
});

const write: Record<string, (summary: Summary) => string> = {
  terminal: writeTerminal,
  Markdown: (summary) => decode(writeMarkdown(summary)),
  HTML: (summary) => decode(formatHtml(summary, new Date(0))),
};

describe.each(Object.entries(write))('what stays, in %s', (_, writeReport) => {
  const keep = (reason: KeptReason, keys: string[], number: number): Kept[] =>
    Array.from({ length: number }, (_, at) => ({
      videoId: 'aaaaaaaaaaa',
      path: `${at}.md`,
      title: 'A title',
      reason,
      keys,
    }));

  test.each<[kept: Kept[], sentence: string]>([
    [keep('url', ['slug', 'url'], 1200), '1,200 pages keep their URL: slug and url were left out.'],
    [keep('url', ['slug'], 1), '1 page keeps its URL: slug was left out.'],
    [keep('rendering', ['layout'], 2), '2 pages are rendered as before: layout was left out.'],
    [
      [...keep('empty', ['tags', 'categories'], 1), ...keep('empty', ['tags'], 2)],
      'tags: [] kept on 3 pages.',
    ],
    [
      keep('url-unknown', ['title'], 1),
      '1 page keeps its title: its URL is not known, so that no redirect could lead from there if it changed.',
    ],
    [
      keep('left', ['title', 'tags'], 2),
      '2 pages are left as they are (existing: leave), where imports would write: title on 2 pages, tags on 2 pages.',
    ],
  ])('is counted: %#', (kept, sentence) => {
    expect(writeReport(summarise({ kept }))).toContain(sentence);
  });

  test('a page that moves is named with both URLs', () => {
    const moved = { ...update([set('old', 'new')]), url: '/talks/new', movedFrom: '/talks/old' };
    expect(writeReport(summarise({ changes: [moved] }))).toMatch(/A title.*\/talks\/old.*\/talks\/new/s);
  });
});

test('Markdown and HTML say that the lockfile was damaged', () => {
  const damagedLockfiles = [{ path: 'tubematter-lock.json', detail: 'line 4 is damaged' }];
  for (const writeReport of [writeMarkdown, write['HTML']])
    expect(writeReport?.({ ...summarise({}), damagedLockfiles })).toContain(
      'The lockfile is damaged (line 4 is damaged).',
    );
});

test.each(Object.entries(write))('what needs a person comes first, by risk, in %s', (_, writeReport) => {
  const about = (title: string) => ({ videoId: title.padEnd(11, '_'), path: `${title}.md`, title });
  const change = (title: string): PageChange =>
    makeUpdate(title.padEnd(11, '_'), title, `${title}.md`, [set('old', 'new')]);
  const text = writeReport(
    summarise({
      changes: [
        change('T-retitled'),
        { ...change('T-fresh'), page: null },
        { ...change('T-moved'), url: '/to', movedFrom: '/from' },
      ],
      skipped: [{ ...about('T-skipped'), reason: 'short' }],
      removed: [{ ...about('T-removed'), urls: ['/dead'] }],
      conflicts: [{ ...about('T-edited'), fields: [{ key: 'key', page: 'a', youtube: 'b', last: 'c' }] }],
      missing: [
        { ...about('T-longgone'), reason: 'deleted', goneSince: '2025-11-30' },
        { ...about('T-justgone'), reason: 'private', goneSince: '2026-01-02', isNew: true },
      ],
    }),
  );
  // On a terminal the pages that change are listed above what needs a person, which stays in view.
  const order = ['T-moved', 'T-justgone', 'T-edited', 'T-removed'];
  const others = writeReport === write['terminal'] ? ['T-longgone'] : ['T-fresh', 'T-retitled', 'T-longgone'];
  const heads = text.slice(Math.max(0, text.indexOf('1 page moves')));
  const places = [...order, ...others].map((title) => heads.indexOf(title));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

describe('a conflict', () => {
  test.each<[name: string, conflict: Omit<Conflict, 'key' | 'last'>, yours: RegExp, theirs: RegExp]>([
    ['texts', { page: 'my text', youtube: 'a text' }, /my text/, /a text/],
    ['lists', { page: ['mine'], youtube: ['gears', 'chain'] }, /mine/, /gears, chain/],
    ['an empty list', { page: [], youtube: ['gears'] }, /\(?empty\)?/, /gears/],
    ['an empty text', { page: 'mine', youtube: '' }, /mine/, /\(?empty\)?/],
    ['a key that was removed', { page: undefined, youtube: 'new' }, /\(?removed\)?/, /new/],
    ['invisible characters', { page: 'a\u202eb', youtube: 'c' }, /aU\+202Eb/, /c/],
  ])('%s', (_, conflict, yours, theirs) => {
    const fields = [{ key: 'field', ...conflict, last: 'last' }];
    const summary = summarise({
      conflicts: [{ videoId: 'aaaaaaaaaaa', path: 'a.md', title: 'A title', fields }],
    });
    for (const text of Object.values(write).map((make) => make(summary))) {
      expect(text).toMatch(new RegExp(`yours[^\\n]*?\\s${yours.source}|yours, stays${yours.source}`));
      expect(text).toMatch(
        new RegExp(
          `YouTube's\\s+${theirs.source}|on YouTube last → ${theirs.source}|YouTube’s now${theirs.source}`,
        ),
      );
    }
  });
});
