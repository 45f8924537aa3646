import { describe, expect, test } from 'vitest';
import { hugo } from '../../src/generators/hugo/hugo.ts';
import { makeLockfile } from '../../src/model/lockfile.ts';
import type { GoneUrl } from '../../src/model/rules.ts';
import type { Value } from '../../src/model/value.ts';
import { readClaims } from '../../src/plan/read-claims.ts';
import { type FormatName, formatNames } from '../../src/redirects/format-names.ts';
import { makeFindOwnPath } from '../../src/redirects/own-address.ts';
import { planRedirects } from '../../src/redirects/plan-redirects.ts';
import { run, video, writeSite } from '../check/site.ts';
import { withoutComments, write } from './write.ts';

const served = hugo.readSite(new Map(), [], { template: '/v/{slug}', folder: 'content/v' });
const rules = { generator: hugo, served, now: Date.parse('2026-01-01T00:00:00Z') };

function plan(
  pages: Record<string, Record<string, Value>>,
  gone: Record<string, 410 | string>,
  findOwnPath = makeFindOwnPath('https://example.org', ''),
) {
  const site = Object.entries(pages).map(([name, { videoId = name.padEnd(11, '0'), ...data }]) => ({
    path: `${name}.md`,
    videoId: videoId as string | null,
    bodyIsEmpty: false,
    data,
  }));
  const urls = Object.entries(gone).map(([from, to]): GoneUrl => ({ from, to: to === 410 ? null : to }));
  return planRedirects(readClaims(site, rules), hugo, urls, makeLockfile(), findOwnPath);
}

const a = { url: '/v/a', aliases: ['/older'] };

describe('urls.gone', () => {
  test.each<
    [string, Record<string, Record<string, Value>>, Record<string, 410 | string>, string[], string[]]
  >([
    ['becomes redirects and 410', {}, { '/x': '/y/', '/z/': 410 }, ['/x /y/'], ['/z']],
    ["leads to a page under the page's own URL", { a }, { '/x': '/V/A' }, ['/older /v/a/', '/x /v/a/'], []],
    ['leads on where a redirect would', { a }, { '/x': '/older/' }, ['/older /v/a/', '/x /v/a/'], []],
    [
      'leads on through others',
      {},
      { '/x': '/y', '/y': '/z', '/w': '/v', '/v': 410 },
      ['/x /z', '/y /z'],
      ['/v', '/w'],
    ],
    ['leads to the home page', {}, { '/x': '/' }, ['/x /'], []],
    ['leads to another site', {}, { '/x': 'https://youtu.be/x?t=1' }, ['/x https://youtu.be/x?t=1'], []],
    [
      "leads to the site's own address as to its path",
      { a },
      { '/w': 'https://example.org/V/A', '/x': 'HTTP://Example.org:80/y/', '/z': 'https://example.org' },
      ['/older /v/a/', '/w /v/a/', '/x /y/', '/z /'],
      [],
    ],
    [
      'keeps a query on the own address',
      { a },
      { '/x': 'https://example.org/v/a?t=1', '/y': 'https://example.org/z#top', '/z': 410 },
      ['/older /v/a/', '/x https://example.org/v/a?t=1', '/y https://example.org/z#top'],
      ['/z'],
    ],
    ['is read as an address bar has it', {}, { '/%C3%A4/index.html': '/%C3%B6/' }, ['/ä /ö/'], []],
    [
      'comes before what an archive remembers, and settles a clash of two',
      { b: { url: '/v/b', aliasesArchive: ['/old'] }, c: { url: '/v/c', aliasesArchive: ['/old'] } },
      { '/old': '/v/c' },
      ['/old /v/c/'],
      [],
    ],
  ])('%s', (_, pages, gone, redirects, expected) => {
    const made = plan(pages, gone);
    expect(made.redirects.map(({ from, to }) => `${from} ${to}`)).toEqual(redirects);
    expect(made).toMatchObject({ gone: expected, goneLeftOut: [], clashes: [] });
  });

  test.each<[string, Record<string, 410 | string>, string]>([
    ['where a page is', { '/V/a/': 410 }, '/V/a/: it is the URL of a.md'],
    ['where a page of another kind is', { '/post': '/x' }, '/post: it is the URL of post.md'],
    ['where a live alias is', { '/older': '/x' }, '/older: it is an alias of a.md'],
    ['for one URL twice', { '/x': 410, '/X/': '/y' }, '/X/: it stands there twice'],
    ['that leads to itself', { '/x': '/X/' }, '/x: it leads in a circle'],
    [
      "that leads to itself by the site's own address",
      { '/x': 'http://EXAMPLE.org:80/x/?a#b' },
      '/x: it leads in a circle',
    ],
  ])('makes no rule %s', (_, gone, expected) => {
    const { redirects, goneLeftOut } = plan({ a, post: { videoId: null, url: '/post' } }, gone);
    expect(redirects.map(({ from }) => from)).toEqual(['/older']);
    expect(goneLeftOut.map(({ entry, detail, path }) => `${entry}: ${detail} ${path ?? ''}`.trim())).toEqual([
      expected,
    ]);
  });

  test('makes no rule of a circle', () => {
    const made = plan({}, { '/x': '/y', '/y': '/z', '/z': '/x' });
    expect(made).toMatchObject({ redirects: [], gone: [] });
    expect(made.goneLeftOut.map(({ entry }) => entry)).toEqual(['/x', '/y', '/z']);
  });
});

test.each<[site: string | null, basePath: string, address: string, path: string | null]>([
  ['https://example.org', '', 'https://example.org/a/', '/a/'],
  ['https://example.org/', '', 'http://EXAMPLE.org:80?q', '/'],
  ['https://example.org:8443', '', 'https://example.org/a', null],
  ['https://example.org', '', 'https://www.example.org/a', null],
  ['https://example.org/repo', '/repo', 'https://example.org/repo/a', '/a'],
  ['https://example.org', '/repo', 'https://example.org/repo', '/'],
  ['https://example.org/', '/repo', 'https://example.org/a', null],
  ['https://example.org/repo/', '', 'https://example.org/repository', null],
  [null, '', 'https://example.org/a', null],
])('on the site %s with the base path "%s", %s is %s', (site, basePath, address, path) => {
  expect(makeFindOwnPath(site, basePath)(address)).toBe(path);
});

test('a circle by the own address gets no rule, and the command says so', async () => {
  const folder = writeSite({
    'tubematter.config.yaml': `site: https://example.org
urls: { gone: { /g1: "https://example.org/g1/", /g2: "https://EXAMPLE.org/g3", /g3: /g2, /g4: "https://example.org/g5" } }
`,
    'content/resources/videos/a.md': video('one', '/v/a'),
    'vercel.json':
      '{"redirects":[{"source":"/g4{/}?","destination":"https://example.org/g5","statusCode":301}]}',
  });
  const { code, out, error } = await run(folder, 'redirects', '--format', 'json');
  expect({ code, rules: JSON.parse(out) }).toEqual({ code: 0, rules: [{ from: '/g4', to: '/g5' }] });
  expect(error).toBe(
    ['/g1', '/g2', '/g3'].map((url) => `urls.gone: "${url}" was left out: it leads in a circle.\n`).join(''),
  );
  // What an earlier version wrote is its own.
  const vercel = ['redirects', '--format', 'vercel', '--output', 'vercel.json'];
  expect((await run(folder, ...vercel)).error).toContain('Wrote 1 redirect to vercel.json');
  expect((await run(folder, ...vercel)).error).toContain('vercel.json has 1 redirect already');
});

const redirects = [{ from: '/old', to: 'https://example.org/a b/$x?q=ä&r=$1#"\\n"' }];
const target = 'https://example.org/a%20b/%24x?q=%C3%A4&r=%241#%22%5Cn%22';
const expected: Record<FormatName, { rules: string; warnings: RegExp[] }> = {
  netlify: { rules: `/old ${target} 301!\n/z /404.html 410!\n`, warnings: [/must have that page/] },
  cloudflare: { rules: `/old ${target} 301\n/old/ ${target} 301\n`, warnings: [/cannot answer 410: 1 URL /] },
  gitlab: { rules: `/old ${target} 301\n`, warnings: [/GitLab Pages cannot answer 410: 1 URL /] },
  vercel: {
    rules: `{\n  "redirects": [\n    {"source":"/old{/}?","destination":"${target}","statusCode":301}\n  ]\n}\n`,
    warnings: [/Vercel cannot answer 410: 1 URL /],
  },
  html: {
    rules: `old/index.html
<!doctype html>
<!-- Written by "tubematter redirects". -->
<html lang="en">
<head>
<meta charset="utf-8">
<title>${target.replace('&', '&amp;')}</title>
<link rel="canonical" href="${target.replace('&', '&amp;')}">
<meta http-equiv="refresh" content="0; url=${target.replace('&', '&amp;')}">
</head>
<body><a href="${target.replace('&', '&amp;')}">${target.replace('&', '&amp;')}</a></body>
</html>
`,
    warnings: [/A stub file cannot answer 410: 1 URL /],
  },
  lookup: { rules: `{\n  "/old": "${target}",\n  "/z": null\n}\n`, warnings: [] },
  astro: { rules: `{\n  "/old": "${target}"\n}\n`, warnings: [/Astro cannot answer 410: 1 URL /] },
  'azure-swa': {
    rules: `{\n  "routes": [\n    {"route":"/old/index.html","redirect":"${target}","statusCode":301}\n  ]\n}\n`,
    warnings: [/cannot answer 410: 1 URL /],
  },
  nginx: {
    rules: `map $uri $tubematter_target {
}
map $uri $tubematter_address {
  "/old" "${target}";
  "/old/" "${target}";
}
map $uri $tubematter_gone {
  "/z" "1";
  "/z/" "1";
}
`,
    warnings: [/if \(\$tubematter_address\) \{ return 301/, /if \(\$tubematter_gone\) \{ return 410; \}/],
  },
  apache: {
    rules: `RedirectMatch 301 "^/old/?$" "https://example.org/a b/\\\\$x?q=%C3%A4\\\\&r=%241#%22%5Cn%22"
RedirectMatch 410 "^/z/?$"
`,
    warnings: [],
  },
  json: {
    rules: `${JSON.stringify(
      [
        { from: '/old', to: target },
        { from: '/z', to: null },
      ],
      null,
      2,
    )}\n`,
    warnings: [],
  },
};

test.each(formatNames)('%s has an address elsewhere and what is gone, or says that it cannot', (name) => {
  const { text, warnings, count } = write(name, redirects, { gone: ['/z'] });
  const written = withoutComments(text);
  expect(written.slice(name === 'nginx' ? written.indexOf('map $uri') : 0)).toBe(expected[name].rules);
  expect(warnings).toEqual(expected[name].warnings.map((words) => expect.stringMatching(words)));
  const isLeftOut = warnings.some((words) => words.includes('cannot answer 410'));
  expect(count).toBe(isLeftOut ? 1 : 2);
});

test('nginx, which knows no letter case, gets each URL that is gone once', () => {
  const { text, count } = write('nginx', [{ from: '/Z', to: '/v/a/' }], { gone: ['/x', '/X', '/z'] });
  expect(count).toBe(2);
  expect(text.match(/"1";/g)).toHaveLength(2);
});

test.each([
  'https://example.org/a%2Fb',
  'https://example.org/a%3Fb',
  'https://example.org/%0Ab',
  'https://example.org/%ff',
])('Apache, which decodes a path, gets no rule to %s', (to) => {
  const { text, warnings } = write('apache', [{ from: '/old', to }]);
  expect(withoutComments(text)).toBe('');
  expect(warnings).toEqual([expect.stringContaining(`cannot lead to ${to}`)]);
});

test('the command takes it from the config, and says what it leaves out', async () => {
  const folder = writeSite({
    'tubematter.config.yaml':
      'urls: { gone: { /v/a: 410, /talk: "https://www.youtube.com/watch?v=wnztP0aod9c", /z: 410 } }\n',
    'content/resources/videos/a.md': video('one', '/v/a'),
  });
  expect(await run(folder, 'redirects', '--format', 'json')).toEqual({
    code: 0,
    out: `${JSON.stringify(
      [
        { from: '/talk', to: 'https://www.youtube.com/watch?v=wnztP0aod9c' },
        { from: '/z', to: null },
      ],
      null,
      2,
    )}\n`,
    error: 'urls.gone: "/v/a" was left out: it is the URL of content/resources/videos/a.md.\n',
  });
});

test('a file with what is gone is known for the own one', async () => {
  const folder = writeSite({
    'tubematter.config.yaml': 'urls: { gone: [/z] }\n',
    'content/resources/videos/a.md': video('one', '/v/a'),
  });
  for (const format of formatNames) {
    const once = () => run(folder, 'redirects', '--format', format, '--output', `${format}.out`);
    expect([(await once()).code, (await once()).code]).toEqual([0, 0]);
  }
});
