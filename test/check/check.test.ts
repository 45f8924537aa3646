import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { LocatedFinding } from '../../src/model/finding.ts';
import { page, run, video, writeSite } from './site.ts';

const videos = 'content/resources/videos';

async function check(files: Record<string, string>, ...flags: string[]) {
  const { code, out } = await run(writeSite(files), 'check', '--json', ...flags);
  const report: { version: number; findings: LocatedFinding[]; pages: number } = JSON.parse(out);
  return { code, ...report };
}

type Case = [name: string, files: Record<string, string>, findings: string[]];

/** What is found, as `severity code file:line`. Paths of `a` and `b` are below the folder of the videos. */
const cases: Case[] = [
  [
    'two pages for one video, once however many there are',
    {
      a: video('one', '/v/a'),
      b: video('one', '/v/b'),
      c: page('url: /v/c', `ResourceId: ${'one'.padEnd(11, '0')}`),
    },
    ['error two-pages a.md:2'],
  ],
  [
    "an alias that is another page's URL, in another letter case and with a slash",
    { a: video('one', '/v/a', 'aliases:', '- /v/old', '- /V/B/'), b: video('two', '/v/b') },
    ['error alias-is-url a.md:6'],
  ],
  [
    "an alias that is another page's alias, once for three pages",
    {
      a: video('one', '/v/a', 'aliases: [/x, /old]'),
      b: video('two', '/v/b', 'aliases:', '# a comment', '  - /Old/'),
      c: video('three', '/v/c', 'aliases: /old'),
    },
    ['error same-alias a.md:4'],
  ],
  [
    "a relative alias that comes to another page's URL",
    { a: video('one', '/v/a', 'aliases: [b]'), b: video('two', '/v/b') },
    ['error alias-is-url a.md:4', 'warning alias-relative a.md:4'],
  ],
  [
    'two pages with one URL',
    { a: video('one', '/v/a'), b: video('two', '/V/:slug', 'slug: a') },
    ['error same-url a.md:3'],
  ],
  [
    'an alias that is empty',
    { a: video('one', '/v/a', 'aliases:', "- ''", '-', '- /x') },
    ['error alias-refused a.md:5', 'error alias-refused a.md:6'],
  ],
  ['an alias that is the root', { a: video('one', '/v/a', 'aliases: [/]') }, ['error alias-refused a.md:4']],
  [
    'an alias that comes to the root',
    { a: video('one', '/v/a', 'aliases: [..]') },
    ['error alias-refused a.md:4'],
  ],
  [
    'an alias that is an absolute URL',
    { a: video('one', '/v/a', 'aliases: ["https://example.org/x"]') },
    ['error alias-refused a.md:4'],
  ],
  [
    'an alias that leads out of the site',
    { a: video('one', '/v/a', 'aliases: [/../x]') },
    ['error alias-refused a.md:4'],
  ],
  ['a relative alias', { a: video('one', '/v/a', 'aliases: [old]') }, ['warning alias-relative a.md:4']],
  [
    'aliases of a page that is never rendered',
    { a: video('one', '/v/a', 'build: { render: never }', 'aliases:', '- /x'), b: video('two', '/v/b') },
    ['warning alias-unbuilt a.md:5'],
  ],
  [
    'a site that shows no video',
    { a: video('one', '/v/a', 'build: { render: never }'), b: video('two', '/v/b', 'headless: true') },
    ['warning none-built a.md:1'],
  ],
  [
    'aliases of an expired page',
    { a: video('one', '/v/a', 'expiryDate: 2025-12-31', 'aliases: [/x]') },
    ['warning alias-unbuilt a.md:5'],
  ],
  [
    'aliases of a page that will be published',
    { a: video('one', '/v/a', 'publishDate: 2026-01-01T00:00:01Z', 'aliases: [/x]') },
    ['warning alias-unbuilt a.md:5'],
  ],
  [
    'aliases of a page with a date to come',
    { a: video('one', '/v/a', 'date: 2026-01-02', 'aliases: [/x]') },
    ['warning alias-unbuilt a.md:5'],
  ],
  [
    'a slug that Hugo would change',
    { a: video('one', '/v/:slug', 'slug: "My Slug!"') },
    ['warning slug-changed a.md:4'],
  ],
  ['a URL made of the title', { a: video('one', '/v/:slug', 'title: T') }, ['note slug-from-title a.md:3']],
  [
    'front matter that is not YAML',
    { a: page('url: /v/a', 'aliases: [', 'x: 1') },
    ['error unreadable a.md:4'],
  ],
  ['front matter without an end', { a: '---\nurl: /v/a\n' }, ['error unreadable a.md:1']],
  ['a url that is absolute', { a: page('url: https://example.org/a') }, ['error url-refused a.md:2']],
  ['a url with an unknown token', { a: page('url: /v/:nonsense') }, ['error url-refused a.md:2']],
  [
    'one key in two letter cases',
    { a: page('url: /v/a', 'aliases: [/x]', 'Aliases: [/y]') },
    ['warning key-twice a.md:4'],
  ],
  [
    'a date without an offset',
    { a: video('one', '/v/a', 'date: 2020-01-02T03:04:05') },
    ['note date-without-offset a.md:4'],
  ],
  [
    'front matter in TOML and JSON',
    {
      a: '+++\nurl = "/v/a"\naliases = [\n  "/x",\n  "/v/b",\n]\n+++\n',
      b: '{\n  "url": "/v/b",\n  "aliases": ["/x"]\n}\n',
    },
    ['error alias-is-url a.md:5', 'error same-alias a.md:4'],
  ],
  [
    'broken TOML and JSON',
    { a: '+++\nurl = "/v/a"\ntitle =\n+++\n', b: '---json\n{\n  "url": "/v/b",\n}\n---\n' },
    ['error unreadable a.md:3', 'error unreadable b.md:4'],
  ],
  [
    'a videoId that is none',
    {
      a: page('url: /v/a', 'videoId: tenLetters'),
      b: page('url: /v/b', 'videoId: https://www.youtube.com/@name'),
      c: page('url: /v/c', 'videoId: 12345678901'),
      d: page('url: /v/d', `videoId: https://youtu.be/${'one'.padEnd(11, '0')}`),
    },
    ['warning video-id-refused a.md:3', 'warning video-id-refused b.md:3', 'warning video-id-refused c.md:3'],
  ],
  [
    'a videoId and a ResourceId of different videos',
    { a: video('one', '/v/a', `ResourceId: ${'two'.padEnd(11, '0')}`) },
    ['warning two-videos a.md:2'],
  ],
  [
    'an archived URL that nothing serves',
    { a: video('one', '/v/a', 'aliases: [/x]', 'aliasesArchive:', '- /v/a', '- /X/', '- /gone', '- a') },
    ['note archive-unserved a.md:8'],
  ],
  [
    'an archived URL of two pages, once, in another letter case and with a slash',
    {
      a: video('one', '/v/a', 'aliasesArchive:', '- /v/a', '- /both'),
      b: video('two', '/v/b', 'aliasesArchive: [/Both/]'),
    },
    ['warning same-old-url a.md:6'],
  ],
  [
    'an alias that another page spells as an address bar has it',
    {
      a: video('one', '/v/a', 'aliases: [/caf%C3%A9]'),
      b: video('two', '/v/b', 'aliases: [/café]'),
    },
    ['warning same-old-url a.md:4'],
  ],
  [
    'an archived URL of two pages that a third will have',
    {
      a: video('one', '/v/a', 'aliasesArchive: [/both]'),
      b: video('two', '/v/b', 'aliasesArchive: [/both]'),
      c: video('three', '/both', 'date: 2026-01-02'),
    },
    ['warning same-old-url a.md:4'],
  ],
];

/** What must not be found. */
const clean: [string, Record<string, string>][] = [
  ['aliases of a draft, which wait for it', { a: video('one', '/v/a', 'Draft: True', 'aliases:', '- /x') }],
  [
    'a videoId that is empty, and the ResourceId of another thing',
    {
      a: page('url: /v/a', "videoId: ''"),
      b: video('two', '/v/b', 'ResourceType: podcasts', `ResourceId: ${'one'.padEnd(11, '0')}`),
    },
  ],
  ["a page's own URL among its aliases, twice", { a: video('one', '/v/a', 'aliases: [/v/a, /V/A/]') }],
  [
    'an archived URL that another page serves',
    {
      a: video('one', '/v/a', 'aliasesArchive: [/v/b, /x]'),
      b: video('two', '/v/b', 'aliases: [/x]'),
    },
  ],
  [
    'an archived URL of two pages that a third serves, or one of them',
    {
      a: video('one', '/v/a', 'aliasesArchive: [/both, /x, /v/b]'),
      b: video('two', '/v/b', 'aliasesArchive: [/both, /x, /v/b]', 'aliases: [/x]'),
      c: page('url: /both'),
    },
  ],
  [
    'a URL that a draft and an expired page left to another',
    {
      a: video('one', '/v/a', 'draft: true'),
      b: video('two', '/v/b', 'expiryDate: 2020-01-01T00:00:00Z'),
      c: video('three', '/v/c', 'aliases: [/v/a, /v/b]'),
    },
  ],
  [
    'a publishDate in the past beside a date to come',
    { a: video('one', '/v/a', 'publishDate: 2020-01-01', 'date: 2027-01-01', 'aliases: [/x]') },
  ],
  ['a file without front matter', { a: '# Notes\n' }],
  ['a slug of the owner’s on a page about no video', { a: page('url: /v/a', 'slug: My Slug') }],
  [
    'a slug that is the video id, as an import makes it',
    { a: page('videoId: AbC_-def-12', 'slug: AbC_-def-12') },
  ],
];

describe('check', () => {
  const place = (files: Record<string, string>) =>
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`${videos}/${name}.md`, text]));

  test.each(cases)('finds %s', async (_, files, expected) => {
    const { code, version, findings, pages } = await check(place(files));
    expect(
      findings
        .map(({ severity, code: name, file, line }) => `${severity} ${name} ${file}:${line}`)
        .toSorted(),
    ).toEqual(expected);
    expect(code).toBe(expected.every((finding) => finding.startsWith('note')) ? 0 : 1);
    expect({ version, pages }).toEqual({ version: 1, pages: Object.keys(files).length });
    expect(findings.every(({ message, remedy }) => /^\S.*\.$/.test(message) && /^\S.*\.$/.test(remedy))).toBe(
      true,
    );
  });

  test.each(clean)('finds nothing wrong with %s', async (_, files) => {
    expect(await check(place(files))).toMatchObject({ code: 0, findings: [] });
  });

  test('names the pages, the URL and the alias', async () => {
    const { findings } = await check(
      place({ a: video('one', '/v/a', 'aliases: [/old]'), b: video('two', '/v/b', 'aliases: [/Old]') }),
    );
    expect(findings[0]?.message).toContain('/old');
    expect(findings[0]?.message).toContain(`${videos.replace('content/', '')}/b.md`);
  });

  test('judges a live list of another name where it stands, and not as Hugo judges its own', async () => {
    const files = {
      ...place({ a: video('one', '/v/a', 'redirects: [/]', 'aliases: [/]') }),
      'tubematter.config.yaml': 'urls: { keys: { live: redirects } }\n',
    };
    const { findings } = await check(files);
    expect(findings).toMatchObject([{ code: 'alias-refused', line: 4 }]);
    expect(findings[0]?.message).not.toContain('Hugo');
  });

  test('names a URL in two archives exactly where redirects refuse it', async () => {
    const folder = (config: string) =>
      writeSite({
        ...place({
          a: video('one', '/v/a', 'aliasesArchive: [/both]'),
          b: video('two', '/v/b', 'aliasesArchive: [/Both/]'),
        }),
        'tubematter.config.yaml': config,
      });
    const clash = folder('');
    expect(await run(clash, 'redirects', '--format', 'netlify')).toMatchObject({ code: 2 });
    const { code, out } = await run(clash, 'check', '--strict');
    expect(code).toBe(1);
    expect(out).toMatch(
      /^content\/resources\/videos\/a\.md:4: error: The old URL \/both is also one of content\/resources\/videos\/b\.md: .*\n.* 1 error, 0 warnings\.\n$/,
    );
    const settled = folder('urls: { gone: { /both: /v/a } }\n');
    expect(await run(settled, 'redirects', '--format', 'netlify')).toMatchObject({ code: 0 });
    expect(await run(settled, 'check')).toMatchObject({ code: 0 });
  });

  test('names what urls.gone leads in a circle, and nothing else of it', async () => {
    const gone = '{ /g1: /g1, /g2: "https://example.org/g3", /g3: /G2/, /v/a: /x, /y: /z, /Y/: /z }';
    const { code, findings } = await check({
      ...place({ a: video('one', '/v/a') }),
      'tubematter.config.yaml': `site: https://example.org\nurls: { gone: ${gone} }\n`,
    });
    expect(code).toBe(1);
    expect(findings.map(({ severity, code: name, file }) => `${severity} ${name} ${file}`)).toEqual(
      Array(3).fill('warning gone-circle ../../../tubematter.config.yaml'),
    );
    expect(findings.map(({ message }) => message.match(/\/g\d/)?.[0])).toEqual(['/g1', '/g2', '/g3']);
  });

  test('makes an error of an unserved URL with --strict', async () => {
    const files = place({ a: video('one', '/v/a', 'aliasesArchive: [/gone]') });
    expect(await check(files, '--strict')).toMatchObject({ code: 1, findings: [{ severity: 'error' }] });
  });
});

describe('pages of other kinds', () => {
  const own = {
    [`${videos}/a/index.md`]: video('one', '/v/a', 'aliases: [/blog/my-post, /blog/other, /about]'),
  };

  test('claim the URL that Hugo makes of their path or slug, as a warning', async () => {
    const { findings } = await check({
      ...own,
      'content/blog/My Post.md': page('title: T'),
      'content/blog/else/index.md': page('slug: Other'),
      'content/about/_index.md': page('title: T', 'slug: ignored'),
    });
    expect(findings.map(({ severity, code, file, line }) => ({ severity, code, file, line }))).toEqual(
      Array(3).fill({ severity: 'warning', code: 'alias-is-url', file: 'a/index.md', line: 4 }),
    );
  });

  test('claim their url and aliases, and are named from the folder of the videos', async () => {
    const { findings } = await check({
      ...own,
      'content/blog/one.md': page('url: /blog/my-post'),
      'content/blog/two.md': page('aliases: [old, /about]'),
    });
    expect(findings.map(({ severity, code, file }) => `${severity} ${code} ${file}`).toSorted()).toEqual([
      'error alias-is-url a/index.md',
      'error same-alias ../../blog/two.md',
      'warning alias-relative ../../blog/two.md',
    ]);
  });

  test('are no pages where they lie beside an index.md', async () => {
    const { findings } = await check({
      'content/blog/post/index.md': page('title: T'),
      'content/blog/post/notes/more.md': page('url: /v/a', 'aliases: [/x]'),
      [`${videos}/a/index.md`]: video('one', '/v/a'),
    });
    expect(findings.map(({ code, file, message }) => [code, file, message.includes('resource')])).toEqual([
      ['alias-unbuilt', '../../blog/post/notes/more.md', true],
    ]);
  });

  test('are left out with --content', async () => {
    const folder = writeSite({ ...own, 'content/blog/one.md': page('url: /about') });
    expect((await run(folder, 'check')).code).toBe(1);
    expect(await run(folder, 'check', '--content', videos)).toMatchObject({
      code: 0,
      out: '1 page checked: 0 errors, 0 warnings.\n',
    });
  });
});

describe('the text', () => {
  test('has one line a finding, as editors open it, and a count', async () => {
    const folder = writeSite({
      [`${videos}/a.md`]: video('one', '/v/a', 'aliases: [old]', 'date: 2020-01-02T03:04:05'),
    });
    const { out } = await run(folder, 'check');
    const [first, second, ...rest] = out.split('\n');
    expect(first).toMatch(/^content\/resources\/videos\/a\.md:4: warning: \S.*\.$/);
    expect(second).toMatch(/^content\/resources\/videos\/a\.md:5: note: \S.*\.$/);
    expect(rest).toEqual(['1 page checked: 0 errors, 1 warning, 1 note.', '']);
    expect((await run(folder, 'check', '--quiet')).out).toBe(`${first}\n`);
  });

  test('counts archived URLs that nothing serves, and lists them with --verbose', async () => {
    const archive = ['aliasesArchive:', '- /gone', '- /away', '- /v/a'];
    const folder = writeSite({
      [`${videos}/a.md`]: video('one', '/v/a', ...archive),
      [`${videos}/b.md`]: video('two', '/v/b', 'aliasesArchive: [/lost]'),
    });
    const { code, out } = await run(folder, 'check');
    const [line, ...rest] = out.split('\n');
    expect(line).toMatch(/^Nothing serves 3 archived URLs of 2 pages: .*tubematter redirects.*--verbose/);
    expect(rest).toEqual(['2 pages checked: 0 errors, 0 warnings, 3 notes.', '']);
    expect(code).toBe(0);
    expect((await run(folder, 'check', '--verbose')).out).toMatch(
      /^content\/resources\/videos\/a\.md:5: note: .*\/gone/,
    );
    expect((await run(folder, 'check', '--strict')).out).toMatch(
      /^content\/resources\/videos\/a\.md:5: error: .*\/gone/,
    );
  });

  test('cuts a flood of notes, but not with --verbose', async () => {
    const pages = Array.from({ length: 30 }, (_, at) => [
      `${videos}/${at}.md`,
      video(`page${at}`, `/v/${at}`, 'date: 2020-01-02T03:04:05'),
    ]);
    const folder = writeSite(Object.fromEntries(pages));
    const count = async (...flags: string[]) =>
      (await run(folder, 'check', ...flags)).out.split('note:').length - 1;
    expect([await count(), await count('--verbose')]).toEqual([20, 30]);
  });
});

test('a content folder that is not there is exit 2', async () => {
  const folder = writeSite({ 'x.md': '' });
  expect(await run(folder, 'check', '--content', 'nowhere')).toMatchObject({
    code: 2,
    error: expect.stringContaining(join(folder, 'nowhere')),
  });
});

test('a page as the sites look that tubematter is for has no findings, though its URLs were pruned', async () => {
  const folder = writeSite({
    [`${videos}/Wh33l_Day-1/index.md`]: page(
      "title: 'Round Again: What Holds a Wheel Together'",
      'date: 2020-06-02T18:30:09Z',
      'ResourceId: Wh33l_Day-1',
      'videoId: Wh33l_Day-1',
      'url: /resources/videos/:slug',
      'slug: round-again-what-holds-a-wheel-together',
      'aliases:',
      '- /resources/Wh33l_Day-1',
      '- /resources/videos/round-again-what-holds-a-wheel-together',
      'aliasesArchive:',
      '- /resources/videos/nd-june-workshop-evening',
      '- /resources/videos/round-again-what-holds-a-wheel-together',
      '- round-again-what-holds-a-wheel-together',
    ),
  });
  const { code, out } = await run(folder, 'check');
  expect(out).toMatch(
    /^Nothing serves 1 archived URL of 1 page: .*\n1 page checked: 0 errors, 0 warnings, 1 note\.\n$/,
  );
  expect(code).toBe(0);
});

test('the sample channel has no findings after an import', async () => {
  const folder = writeSite({ 'tubematter.config.yaml': 'content: content/videos\n' });
  const snapshot = new URL('../../fixtures/sample-channel.json', import.meta.url).pathname;
  expect((await run(folder, 'import', '--from', snapshot)).code).toBe(0);
  expect(await run(folder, 'check', '--strict')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^\d+ pages checked: 0 errors, 0 warnings\.\n$/),
  });
});

test('of two pages, one outside the content folder, it is not said that imports skip them', async () => {
  const { findings } = await check({
    [`${videos}/a.md`]: video('one', '/v/a'),
    'content/blog/b.md': video('one', '/v/b'),
  });
  expect(findings[0]?.message).toMatch(/; an import skips them if several are in the content folder\.$/);
});
