import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FormatName, formatNames } from '../../src/redirects/format-names.ts';
import type { Redirect } from '../../src/redirects/redirect-plan.ts';
import { withoutComments, write } from './write.ts';

/** Plain, with a file on each side, in two spellings, and with what each syntax might break on. */
const redirects: Redirect[] = [
  { from: '/Old', to: '/v/a/' },
  { from: '/a "b" {c};$d', to: '/v/a/' },
  { from: '/file.html', to: '/v/b.html' },
  { from: '/old', to: '/v/a/' },
  { from: '/x*/:y#z?q\\', to: '/v/ä;b/' },
];

const expected: Record<FormatName, string> = {
  netlify: [
    '/Old /v/a/ 301!',
    '/a%20%22b%22%20%7Bc%7D%3B%24d /v/a/ 301!',
    '/file.html /v/b.html 301!',
    '/old /v/a/ 301!',
    '/x%2A/%3Ay%23z%3Fq%5C /v/%C3%A4%3Bb/ 301!',
    '',
  ].join('\n'),
  cloudflare: [
    '/Old /v/a/ 301',
    '/Old/ /v/a/ 301',
    '/a%20%22b%22%20%7Bc%7D;$d /v/a/ 301',
    '/a%20%22b%22%20%7Bc%7D;$d/ /v/a/ 301',
    '/file.html /v/b.html 301',
    '/old /v/a/ 301',
    '/old/ /v/a/ 301',
    '/x%2A/%3Ay%23z%3Fq%5C /v/%C3%A4%3Bb/ 301',
    '/x%2A/%3Ay%23z%3Fq%5C/ /v/%C3%A4%3Bb/ 301',
    '',
  ].join('\n'),
  gitlab: ['/Old /v/a/ 301', '/file.html /v/b.html 301', '/old /v/a/ 301', ''].join('\n'),
  vercel: [
    '{',
    '  "redirects": [',
    '    {"source":"/Old{/}?","destination":"/v/a/","statusCode":301},',
    '    {"source":"/a%20%22b%22%20%7Bc%7D;$d{/}?","destination":"/v/a/","statusCode":301},',
    '    {"source":"/file.html","destination":"/v/b.html","statusCode":301},',
    '    {"source":"/old{/}?","destination":"/v/a/","statusCode":301},',
    '    {"source":"/x\\\\*/\\\\:y%23z%3Fq%5C{/}?","destination":"/v/%C3%A4%3Bb/","statusCode":301}',
    '  ]',
    '}',
    '',
  ].join('\n'),
  'azure-swa': [
    '{',
    '  "routes": [',
    '    {"route":"/Old/index.html","redirect":"/v/a/","statusCode":301},',
    '    {"route":"/a%20%22b%22%20%7Bc%7D%3B%24d/index.html","redirect":"/v/a/","statusCode":301},',
    '    {"route":"/file.html","redirect":"/v/b.html","statusCode":301},',
    '    {"route":"/old/index.html","redirect":"/v/a/","statusCode":301},',
    '    {"route":"/x%2A/%3Ay%23z%3Fq%5C/index.html","redirect":"/v/%C3%A4%3Bb/","statusCode":301}',
    '  ]',
    '}',
    '',
  ].join('\n'),
  nginx: [
    'map $uri $tubematter_target {',
    '  "/Old" "/v/a/";',
    '  "/Old/" "/v/a/";',
    '  "/a \\"b\\" {c};$d" "/v/a/";',
    '  "/a \\"b\\" {c};$d/" "/v/a/";',
    '  "/file.html" "/v/b.html";',
    '  "/x*/:y#z?q\\\\" "/v/%C3%A4%3Bb/";',
    '  "/x*/:y#z?q\\\\/" "/v/%C3%A4%3Bb/";',
    '}',
    '',
  ].join('\n'),
  apache: [
    'RedirectMatch 301 "^/Old/?$" "/v/a/"',
    'RedirectMatch 301 "^/a \\"b\\" \\\\{c\\\\};\\\\$d/?$" "/v/a/"',
    'RedirectMatch 301 "^/file\\\\.html$" "/v/b.html"',
    'RedirectMatch 301 "^/old/?$" "/v/a/"',
    'RedirectMatch 301 "^/x\\\\*/:y#z\\\\?q\\\\\\\\/?$" "/v/ä;b/"',
    '',
  ].join('\n'),
  html: [
    ['Old/index.html', '/v/a/'],
    ['a "b" {c};$d/index.html', '/v/a/'],
    ['file.html', '/v/b.html'],
    ['old/index.html', '/v/a/'],
    ['x*/:y#z?q\\/index.html', '/v/%C3%A4%3Bb/'],
  ]
    .map(
      ([path, to]) => `${path}
<!doctype html>
<!-- Written by "tubematter redirects". -->
<html lang="en">
<head>
<meta charset="utf-8">
<title>${to}</title>
<link rel="canonical" href="${to}">
<meta http-equiv="refresh" content="0; url=${to}">
</head>
<body><a href="${to}">${to}</a></body>
</html>
`,
    )
    .join(''),
  lookup: `${JSON.stringify(
    {
      '/Old': '/v/a/',
      '/a "b" {c};$d': '/v/a/',
      '/file.html': '/v/b.html',
      '/old': '/v/a/',
      '/x*/:y#z?q\\': '/v/%C3%A4%3Bb/',
    },
    null,
    2,
  )}\n`,
  astro: `${JSON.stringify(
    {
      '/Old': '/v/a/',
      '/a "b" {c};$d': '/v/a/',
      '/file.html': '/v/b.html',
      '/old': '/v/a/',
    },
    null,
    2,
  )}\n`,
  json: `${JSON.stringify(
    [
      { from: '/Old', to: '/v/a/' },
      { from: '/a%20%22b%22%20%7Bc%7D%3B%24d', to: '/v/a/' },
      { from: '/file.html', to: '/v/b.html' },
      { from: '/old', to: '/v/a/' },
      { from: '/x%2A/%3Ay%23z%3Fq%5C', to: '/v/%C3%A4%3Bb/' },
    ],
    null,
    2,
  )}\n`,
};

/** What some hosts cannot match. */
const leftOut = {
  gitlab: 'got no rule: /a%20%22b%22%20%7Bc%7D%3B%24d, /x%2A/%3Ay%23z%3Fq%5C.',
  astro: 'cannot redirect /x%2A/%3Ay%23z%3Fq%5C to /v/%C3%A4%3Bb/',
};

describe('writes', () => {
  test.each(formatNames)('%s', (name) => {
    const { text, warnings } = write(name, redirects);
    const rules = withoutComments(text);
    expect(rules.slice(name === 'nginx' ? rules.indexOf('map $uri') : 0)).toBe(expected[name]);
    expect(warnings).toEqual(
      name in leftOut ? [expect.stringContaining(leftOut[name as keyof typeof leftOut])] : [],
    );
  });

  test.each(formatNames)('%s without redirects', (name) => {
    expect(write(name, [])).toMatchObject({ count: 0, warnings: [] });
  });
});

test('nginx, which knows no letter case, gets no redirect from a page to itself', () => {
  const { text } = write('nginx', [{ from: '/V/A', to: '/v/a/' }]);
  expect(withoutComments(text)).toMatch(/\{\n\}\n$/);
});

test('Cloudflare, which serves x.html under /x, gets no rule that would lead in a circle', () => {
  const { text } = write('cloudflare', [
    { from: '/v/a', to: '/v/a.html' },
    { from: '/v/b', to: '/v/a.html' },
  ]);
  expect(withoutComments(text)).toBe('/v/b /v/a.html 301\n/v/b/ /v/a.html 301\n');
});

test('nginx gets hash sizes that hold the longest and all the keys', () => {
  const many = Array.from({ length: 3000 }, (_, at) => ({ from: `/${'ä'.repeat(100)}${at}`, to: '/v/' }));
  expect(write('nginx', many).text).toMatch(/^map_hash_bucket_size 512;\nmap_hash_max_size 16384;$/m);
});

const many = (count: number, length = 0): Redirect[] =>
  Array.from({ length: count }, (_, at) => ({ from: `/${'x'.repeat(length)}${at}`, to: '/v/' }));

test.each<[FormatName, within: Redirect[], beyond: Redirect[], words: RegExp]>([
  ['netlify', many(9_999), many(10_000), /10,000 redirects/],
  ['cloudflare', many(1_000), many(1_001), /2,000 static redirects; these are 2002/],
  ['cloudflare', many(1, 980), many(1, 1_000), /1,000 characters a line; 2 of these/],
  ['gitlab', many(1_000), many(1_001), /1,000 redirects; these are 1001/],
  ['gitlab', many(600, 80), many(800, 80), /over 64 KB; this one has 73 KB/],
  ['gitlab', many(1), [{ from: '/a b', to: '/v/' }], /1 old URL with spaces.*: \/a%20b\.$/],
  ['vercel', many(2_048), many(2_049), /2,048 redirects in vercel\.json; these are 2049/],
  ['vercel', many(1, 4_000), many(1, 4_096), /4,096 characters a URL; 1 redirect of these has more/],
  ['vercel', [], [{ from: '/old', to: 'https://a.example/?t=1:x' }], /cannot lead to https:\/\/a\.example/],
  ['html', many(1, 250), many(1, 255), /got no stub: no file can have so long a name/],
  ['astro', [], [{ from: '/old[a]', to: '/v/' }], /cannot redirect \/old%5Ba%5D to \/v\//],
  ['azure-swa', many(200), many(400), /20 KB; this one has 27 KB/],
  ['apache', [], [{ from: '/old', to: '/v/c#/' }], /cannot lead to \/v\/c%23\//],
])('%s warns of its limits', (name, within, beyond, words) => {
  expect(write(name, within).warnings).toEqual([]);
  expect(write(name, beyond).warnings).toEqual([expect.stringMatching(words)]);
});

// What a hostile entry may hold; control characters are left out of every plan.
const character = fc.oneof(
  fc.constantFrom(...'"\'\\;{}$#*:?%&()[]|^<>`~ ä😀/.-_+@!,='),
  fc.constantFrom(`\${HOME}`, '\\"; }', '" "/evil";', '301', ':splat', '%0A', '\u2028', '\u00a0', 'a', 'B'),
);
const path = fc.array(character, { minLength: 1, maxLength: 8 }).map((parts) => `/${parts.join('')}`);
const hostile = fc.array(fc.record({ from: path, to: path }), { maxLength: 5 });

/** What a line of each format must be, so that nothing can be added to the file from within a path. */
const lines: Partial<Record<FormatName, RegExp>> = {
  netlify: /^\/[\w.~%/-]* \/[\w.~%/-]* 301!$/,
  cloudflare: /^(?!\S*\*)(?!\S*:[A-Za-z])\/[!-~]* \/[\w.~%/-]* 301$/,
  gitlab: /^(?!\S*(?:[%?#*]|:[A-Za-z]))\/\S* \/[\w.~%/-]* 301$/,
  nginx: /^ {2}"(?:[^"\\]|\\["\\])*" "\/[\w.~%/-]*";$/,
  apache: /^RedirectMatch 301 "\^(?:[^"\\]|\\["\\])*\$" "(?:[^"\\]|\\["\\])*"$/,
};

describe('no path breaks out of its place', () => {
  test.each(Object.entries(lines))('%s', (name, line) => {
    fc.assert(
      fc.property(hostile, (rules) => {
        const text = withoutComments(write(name as FormatName, rules).text);
        const rows = (
          name === 'nginx' ? text.slice(text.indexOf('{\n') + 2, text.lastIndexOf('}')) : text
        ).split('\n');
        expect(rows.pop()).toBe('');
        for (const row of rows) expect(row).toMatch(line);
      }),
    );
  });

  test('apache takes no variable of the environment in a pattern', () => {
    expect(write('apache', [{ from: `/\${HOME}`, to: '/v/' }]).text).not.toContain('${');
  });

  test.each([
    ['vercel', 'redirects', /^\/(?:[!-'),-9;-Z[\]^-z|~]|\\[(){}:*+\\])*\{\/\}\?$/],
    ['azure-swa', 'routes', /^\/[\w.~%/-]*$/],
    ['json', null, /^\/[\w.~%/-]*$/],
  ] as const)('%s', (name, list, source) => {
    fc.assert(
      fc.property(hostile, (rules) => {
        const json = JSON.parse(write(name, rules).text);
        const entries: Record<string, unknown>[] = list === null ? json : json[list];
        expect(entries).toHaveLength(rules.length);
        for (const { statusCode, ...entry } of entries) {
          const [from, to, ...others] = Object.values(entry);
          expect([others, from, to]).toEqual([
            [],
            expect.stringMatching(source),
            expect.stringMatching(/^\/[\w.~%/-]*$/),
          ]);
        }
      }),
    );
  });

  test.each([
    ['lookup', /(?!)/, /^\/[\w.~%/-]*$/],
    ['astro', /[%?#[\]]/, /^\/[^?#]*$/],
  ] as const)('%s', (name, unsupported, target) => {
    fc.assert(
      fc.property(hostile, (rules) => {
        const targets: Record<string, string> = JSON.parse(write(name, rules).text);
        const supported = rules.filter(({ from }) => !unsupported.test(from)).map(({ from }) => from);
        expect(supported).toEqual(expect.arrayContaining(Object.keys(targets)));
        for (const to of Object.values(targets)) expect(to).toMatch(target);
      }),
    );
  });

  test('html', () => {
    fc.assert(
      fc.property(hostile, (rules) => {
        const targets = write('html', rules).text.match(
          /(?<=<meta http-equiv="refresh" content="0; url=).*(?=">)/g,
        );
        expect(targets ?? []).toHaveLength(new Set(rules.map(({ from }) => from)).size);
        for (const to of targets ?? []) expect(to).toMatch(/^\/[\w.~%/-]*$/);
      }),
    );
  });
});
