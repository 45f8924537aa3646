import { describe, expect, test } from 'vitest';
import { type Lockfile, type LockfileEntry, makeLockfile } from '../../src/model/lockfile.ts';
import {
  isOwnLockfile,
  opensLockfile,
  parseLockfile,
  serialiseLockfile,
} from '../../src/site/lockfile-format.ts';
import { readWritten } from '../../src/site/lockfile-lines.ts';

const entry = (slug: string, more: Partial<LockfileEntry> = {}): LockfileEntry => ({
  url: `/v/${slug}`,
  ...more,
  values: { title: slug, ...more.values },
});
const pages: Lockfile['pages'] = {
  zzzzzzzzzz_: entry('last', { aliases: ['/old'], archive: [], values: { duration: null } }),
  'AAAAAAAAA-0': entry('first', { url: null }),
  mmmmmmmmmmm: entry('Ünï "quoted"\nline'),
};
const make = (parts: Partial<Lockfile>): Lockfile => ({ ...makeLockfile(), ...parts });
const write = (parts: Partial<Lockfile>) => [...serialiseLockfile(make(parts))].join('');
const lockfile = make({ pages });
const text = write({ pages });
const lines = text.split('\n');
/** An entry's parts that this version does not know. */
const ofAnotherVersion: object = { assets: { 'captions.en.srt': 'sha256-y' }, computed: 'a' };
const everything: Lockfile = {
  sources: { UCaaaaaaaaaaaaaaaaaaaaaa: { names: ['@wheels'], surplus: { list: 2, channel: 0 } } },
  pages: {
    mmmmmmmmmmm: entry('m', {
      source: 'UCaaaaaaaaaaaaaaaaaaaaaa',
      slugTitle: 'M',
      body: 'sha256-x',
      ...ofAnotherVersion,
      pendingUrls: ['/meanwhile'],
      goneSince: '2026-01-31',
      removedSince: '2026-02-28',
    }),
  },
  unimported: { bbbbbbbbbbb: 'UCaaaaaaaaaaaaaaaaaaaaaa', aaaaaaaaaaa: 'UCaaaaaaaaaaaaaaaaaaaaaa' },
};

describe('a lockfile', () => {
  test('is JSON with one line a page, sorted, whatever came first', () => {
    expect(JSON.parse(text)).toEqual({
      version: 2,
      pages: {
        zzzzzzzzzz_: {
          url: '/v/last',
          fields: { aliases: ['/old'], aliasesArchive: [], duration: null, title: 'last' },
        },
        'AAAAAAAAA-0': { url: '', fields: { title: 'first' } },
        mmmmmmmmmmm: { url: '/v/Ünï "quoted"\nline', fields: { title: 'Ünï "quoted"\nline' } },
      },
    });
    expect(lines.map((line) => line.slice(1, 12))).toEqual([
      '"version":2',
      'AAAAAAAAA-0',
      'mmmmmmmmmmm',
      'zzzzzzzzzz_',
      '}',
      '',
    ]);
    const turned = Object.entries(pages).map(([id, page]): [string, LockfileEntry] => [
      id,
      { ...page, values: Object.fromEntries(Object.entries(page.values).reverse()) },
    ]);
    expect(write({ pages: Object.fromEntries(turned.reverse()) })).toBe(text);
  });

  test('changes in one line where one page changes', () => {
    const changed = write({ pages: { ...pages, mmmmmmmmmmm: entry('other') } }).split('\n');
    expect(changed.filter((line, at) => line !== lines[at])).toHaveLength(1);
    expect(changed).toHaveLength(lines.length);
  });

  test('has room for all parts, and lines of their own for videos without a page', () => {
    const written = write(everything);
    expect(parseLockfile(written)).toEqual({ lockfile: everything, damage: null, isNewer: false });
    expect(written.split('\n').map((line) => line.slice(0, 14))).toEqual([
      '{"version":2,"',
      '"mmmmmmmmmmm":',
      '},"unimported"',
      '"aaaaaaaaaaa":',
      '"bbbbbbbbbbb":',
      '}}',
      '',
    ]);
  });

  test.each([
    ['as it was written', text],
    ['with CRLF', text.replaceAll('\n', '\r\n')],
    ['with a byte order mark', `\ufeff${text}`],
    ['without the commas that a merge may lose', text.replaceAll('},\n', '}\n')],
    ['as a formatter lays it out', JSON.stringify(JSON.parse(text), null, 2)],
    ['with tabs', JSON.stringify(JSON.parse(text), null, '\t').replaceAll('\n', '\r\n')],
    ['on one line', JSON.stringify(JSON.parse(text))],
    ['with its keys in another order', JSON.stringify({ pages: JSON.parse(text).pages, version: 2 })],
  ])('is read %s', (_, written) => {
    expect(parseLockfile(written)).toEqual({ lockfile, damage: null, isNewer: false });
  });

  test.each([
    text,
    text.replaceAll('\n', '\r\n'),
    `\ufeff${text}`,
    text.replaceAll('},\n', '}\n'),
    text.replace('"version":2', '"version":1'),
    write(everything),
    write({}),
  ])('is read line by line as it is read as a whole: %#', (written) => {
    expect(readWritten(written.split('\n'))).toEqual(parseLockfile(written).lockfile);
  });

  test.each([
    ['another layout', JSON.stringify(JSON.parse(text), null, 2)],
    ['one line', JSON.stringify(JSON.parse(text))],
    ['a newer version', text.replace('"version":2', '"version":3')],
    ['a merge conflict', text.replace('"mmmmmmmmmmm"', '<<<<<<< a\n"mmmmmmmmmmm"')],
    ['half a line', text.replace('"mmmmmmmmmmm":{', '')],
    ['two lines for one page', text.replace('"mmmmmmmmmmm"', '"AAAAAAAAA-0"')],
    ['no end', lines.slice(0, 3).join('\n')],
    ['no first line', lines.slice(1).join('\n')],
    ['nothing', ''],
  ])('is not read line by line with %s', (_, written) => {
    expect(readWritten(written.split('\n'))).toBeNull();
  });

  test('is read without pages', () => {
    expect(parseLockfile(write({}))).toEqual({ lockfile: makeLockfile(), damage: null, isNewer: false });
  });

  test('of version 1 is read, and written again with another first line alone', () => {
    const old = text.replace('"version":2', '"version":1');
    const read = parseLockfile(old);
    expect(read).toEqual({ lockfile: { ...lockfile, isFormer: true }, damage: null, isNewer: false });
    expect([...serialiseLockfile(read.lockfile)].join('').split('\n').slice(1)).toEqual(
      old.split('\n').slice(1),
    );
  });

  // What splits lines where JSON lets a character stand: git, editors, Python, JavaScript before 2019.
  test.each(['\u2028', '\u2029', '\u0085', '\u000b', '\u000c', '\u001c', '\u007f'])(
    'holds no line end but its own, and gives it back: %j',
    (character) => {
      const title = `one${character}two`;
      const written = write({ pages: { mmmmmmmmmmm: entry(title) } });
      expect(written).not.toContain(character);
      expect(parseLockfile(written)).toMatchObject({
        damage: null,
        lockfile: { pages: { mmmmmmmmmmm: entry(title) } },
      });
      const broken = `${written}<<<\n`;
      expect(parseLockfile(broken).lockfile.pages).toEqual({ mmmmmmmmmmm: entry(title) });
      // As an earlier version wrote it.
      const raw = written.replace(/\\u[\da-f]{4}/g, character).replace('"version":2', '"version":1');
      if (character > '\u001f')
        expect(parseLockfile(raw).lockfile.pages).toEqual({ mmmmmmmmmmm: entry(title) });
    },
  );
});

test.each([
  [text, false],
  [text.replace('"version":2', '"version":1'), false],
  [text.replace('"version":2', '"version":3'), true],
  [`\ufeff${text.replace('"version":2', '"version":10')}`, true],
  [JSON.stringify({ version: 3, pages: {} }, null, 2), true],
  [text.replace('"version":2', '"version":3').replace('"url"', 'url'), true],
  ['', false],
  ['{"version":"3","pages":{', false],
])('a lockfile of a newer version is known by its first line: %#', (written, isNewer) => {
  expect(parseLockfile(written).isNewer).toBe(isNewer);
});

describe('a damaged lockfile', () => {
  const { mmmmmmmmmmm: _, ...others } = pages;
  const replaced = (line: string) => [...lines.slice(0, 2), line, ...lines.slice(3)].join('\n');

  test.each([
    ['half a line', replaced((lines[2] ?? '').slice(0, 30)), others, 'line 3 is damaged'],
    [
      'an entry without fields',
      replaced('"mmmmmmmmmmm":{"url":"/v/x"},'),
      others,
      'an entry cannot be read, the first is "mmmmmmmmmmm"',
    ],
    [
      'an id that is none',
      replaced('"mmm":{"url":"/v/x","fields":{}},'),
      others,
      'an entry cannot be read, the first is "mmm"',
    ],
    [
      'what is left of a conflict',
      replaced('<<<<<<< HEAD\n=======\n>>>>>>> night'),
      others,
      'a merge conflict is left in it, from line 3 on',
    ],
    ['the first lines of both sides of a merge', `${lines[0]}\n${lines.join('\n')}`, pages, null],
    ['no first line', lines.slice(1).join('\n'), pages, 'its first line is not that of a lockfile'],
    ['an empty file', '', {}, 'its first line is not that of a lockfile'],
    ['something else', '{"name":"x"}', {}, 'line 1 is damaged'],
  ])('keeps every whole line: %s', (_name, written, kept, damage) => {
    const { sides: _, ...read } = parseLockfile(written);
    expect(read).toEqual({
      lockfile: make({ pages: kept }),
      damage,
      isNewer: expect.any(Boolean),
    });
  });

  test('keeps of two lines for one page what they agree on, and every URL', () => {
    const writeLine = (given: LockfileEntry) => write({ pages: { mmmmmmmmmmm: given } }).split('\n')[1];
    const ours = entry('ours', {
      values: { tags: ['a'], layout: null },
      aliases: ['/a'],
      archive: ['/x', '/ours'],
    });
    const theirs = entry('theirs', {
      values: { tags: ['a'], isShort: true },
      aliases: ['/b'],
      archive: ['/x'],
    });
    const merged = ['<<<<<<< a', writeLine(ours), '=======', writeLine(theirs), '>>>>>>> b'].join('\n');
    const read = parseLockfile(replaced(merged));
    expect(read.lockfile.pages['mmmmmmmmmmm']).toMatchObject({
      values: { title: null, tags: ['a'], layout: null, isShort: null },
      aliases: ['/a', '/b'],
      archive: ['/x', '/ours'],
    });
    expect(read.lockfile.pages).toMatchObject(others);
    expect(read.damage).toBe('a merge conflict is left in it, from line 3 on');
  });

  describe('that was laid out anew keeps every entry', () => {
    const formatted = JSON.stringify(JSON.parse(write({ ...everything, pages })), null, 2);
    const known = make({ ...everything, pages });
    const conflict = (ours: string, theirs: string) =>
      `<<<<<<< HEAD\n${ours}\n||||||| base\n=======\n${theirs}\n>>>>>>> night`;
    const title = /^ +"title": "first"$/m;

    test.each([
      [
        'around a whole entry',
        /^ {4}"mmmmmmmmmmm": \{[\s\S]*?^ {4}\},$/m,
        (entry: string) => conflict(entry, ''),
      ],
      ['around all pages', /^ {2}"pages": \{[\s\S]*?^ {2}\},$/m, (all: string) => conflict(all, all)],
      ['in the first lines', /^ {2}"sources": \{[\s\S]*?^ {2}\},$/m, (part: string) => conflict(part, '')],
      ['with Windows line ends', /$/, () => ''],
    ])('with a conflict %s', (name, part, replace) => {
      const merged = formatted.replace(part, replace).replace(title, (line) => conflict(line, line));
      const read = parseLockfile(name.includes('Windows') ? merged.replaceAll('\n', '\r\n') : merged);
      expect(read.lockfile).toEqual(known);
      expect(read.damage).toMatch(/^a merge conflict is left in it, from line \d+ on$/);
      expect(isOwnLockfile(merged)).toBe(true);
    });

    test('with a value that both sides changed', () => {
      const merged = formatted.replace(title, (line) => conflict(line, line.replace('first', 'other')));
      const { pages: read } = parseLockfile(merged).lockfile;
      expect(read).toEqual({ ...pages, 'AAAAAAAAA-0': { url: null, values: { title: null } } });
    });

    test.each([
      ['half an entry', /^ {4}"mmmmmmmmmmm": \{\n.*\n/m, '', others],
      ['two values without a comma', title, '$&\n        "tags": []', { ...pages, 'AAAAAAAAA-0': undefined }],
      ['a comma too many', /(?=\n {2}\},\n {2}"unimported")/, ',', pages],
      ['its end missing', /\n {2}\},\n {2}"unimported"[\s\S]*$/, ',', pages],
    ])('but what is broken: %s', (_, part, replacement, kept) => {
      const read = parseLockfile(formatted.replace(part, replacement));
      expect(read.lockfile.sources).toEqual(everything.sources);
      expect(Object.keys(read.lockfile.pages)).toHaveLength(Object.values(kept).filter(Boolean).length);
      expect(read.lockfile.pages).toMatchObject(JSON.parse(JSON.stringify(kept)));
    });
  });

  test.each([
    ['pendingUrls', '/a'],
    ['pendingUrls', [1]],
    ['entries', ['a']],
    ['entries', { tags: 3 }],
    ['source', 7],
    ['body', null],
  ])('is noticed where a part is none, and the rest is kept: %s %j', (name, part) => {
    const json = JSON.parse(text);
    json.pages.mmmmmmmmmmm[name] = part;
    json.sources = { UCa: { name: 5, surplus: { list: 1, channel: 0 } } };
    expect(parseLockfile(JSON.stringify(json))).toEqual({
      lockfile: make({ pages, sources: { UCa: { surplus: { list: 1, channel: 0 } } } }),
      damage: 'an entry cannot be read, the first is "mmmmmmmmmmm"',
      isNewer: false,
    });
  });

  test('that stands there twice, laid out by a formatter, lists no video by the date of a removed page', () => {
    const whole = make({ ...everything, unimported: {} });
    const layout = JSON.stringify(JSON.parse([...serialiseLockfile(whole)].join('')), null, 2);
    const read = parseLockfile(`${layout}${layout}`);
    expect(read.lockfile).toEqual(whole);
    expect(read.damage).toMatch(/damaged/);
  });

  test('is noticed where it is cut at the end of a line', () => {
    const read = parseLockfile(lines.slice(0, 3).join('\n').replace(/,$/, ''));
    expect(Object.keys(read.lockfile.pages)).toHaveLength(2);
    expect(read.damage).toBe('its end is missing');
  });

  test('of which a merge took both sides without a word loses no part', () => {
    const sources = { UCa: { names: ['@a'] } };
    const mine = entry('a', {
      source: 'UCa',
      body: 'one',
      url: '/v/mine',
      values: { tags: ['a', 'b'], same: ['x'] },
      entries: { tags: ['c'], same: ['z'] },
      archive: ['/v/mine'],
      removedSince: '2026-01-31',
    });
    const theirs = entry('a', {
      source: 'UCa',
      body: 'two',
      values: { tags: ['b', 'd'], same: ['x'] },
      entries: { tags: ['e'] },
      archive: ['/v/a'],
      pendingUrls: ['/v/meanwhile'],
      ...ofAnotherVersion,
    });
    const [one, other] = [
      write({ sources, pages: { mmmmmmmmmmm: mine } }),
      write({ sources: { UCa: { names: ['@c'] }, UCb: { names: ['@b'] } }, pages: { mmmmmmmmmmm: theirs } }),
    ].map((whole) => whole.split('\n'));
    const read = parseLockfile([one?.[0], other?.[0], one?.[1], other?.[1], '}}', ''].join('\n'));
    expect([read.damage, read.sides?.length]).toEqual([null, 2]);
    expect(read.lockfile).toEqual(
      make({
        sources: { UCa: { names: ['@a', '@c'] }, UCb: { names: ['@b'] } },
        pages: {
          mmmmmmmmmmm: {
            source: 'UCa',
            url: '/v/a',
            values: { title: 'a', tags: null, same: ['x'] },
            entries: { tags: ['a', 'b', 'd', 'c', 'e'], same: ['z'] },
            archive: ['/v/mine', '/v/a'],
            pendingUrls: ['/v/meanwhile', '/v/mine'],
            ...ofAnotherVersion,
            removedSince: '2026-01-31',
          },
        },
      }),
    );
  });

  test('is none where a merge left two lines for one page and nothing else: both count', () => {
    const line = (slug: string) => write({ pages: { mmmmmmmmmmm: entry(slug) } }).split('\n')[1];
    const read = parseLockfile(replaced(`${line('ours')},\n${line('theirs')},`));
    expect(read.lockfile.pages['mmmmmmmmmmm']?.values).toEqual({ title: null });
    const titles = read.sides?.map(({ pages }) => pages['mmmmmmmmmmm']?.values['title']);
    expect([read.damage, titles]).toEqual([null, ['ours', 'theirs']]);
  });
});

test.each([
  ['one as it is written', '{"version":2,"pages":{\n}}\n', true, true],
  ['one with CRLF and a byte order mark', '\ufeff{"version":2,"pages":{\r\n}}\r\n', true, true],
  ['one in another layout', '{\n  "version": 1,\n  "pages": {}\n}\n', true, false],
  ['one of a newer version', '{"version":9,"other":1}', true, false],
  ['one after a bad merge', '<<<<<<<\n"abcDEF12345":{"url":"/a","fields":{}}\n', true, false],
  [
    'one after a bad merge of another layout',
    '{\n<<<<<<< a\n"abcDEF12345": {\n"url": "/a",\n"fields": {}\n}\n',
    true,
    false,
  ],
  ['pages deeper in other JSON', '{"version":1,"book":{"pages":{\n"a":1}}}\n', false, false],
  ['another tool’s JSON', '{"version":1,"packages":{}}', false, false],
  ['words', 'My words', false, false],
])('a file with %s is a lockfile: %#', (_, text, expected, isByFirstLine) => {
  expect(isOwnLockfile(text)).toBe(expected);
  expect(opensLockfile(text.split('\n')[0] ?? '')).toBe(isByFirstLine);
});
