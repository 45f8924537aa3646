import { describe, expect, test } from 'vitest';
import { readBuild } from '../../../src/check/built/build.ts';
import { readPath } from '../../../src/check/built/built-path.ts';
import { compareUrls } from '../../../src/check/built/compare.ts';
import { listUrls, resolveUrl } from '../../../src/check/built/resolve.ts';
import { isUrlList, readUrlList, writeUrlList } from '../../../src/check/built/url-list.ts';

const build = (files: Record<string, string>) =>
  readBuild(Object.entries(files).map(([path, text]) => ({ path, text })));

/** What a visitor gets: `served`, `→ where`, or why not. */
function visit(files: Record<string, string>, url: string): string {
  const answer = resolveUrl(build(files), readPath(url));
  if (answer.state === 'redirected') return `→ ${answer.to}`;
  return answer.state === 'dead' ? answer.cause : answer.state;
}

const page = '<h1>A page</h1>';
const site = { 'index.html': page, 'new/index.html': page };
const refresh = (target: string) => `<meta http-equiv="refresh" content="0; url=${target}">`;

describe('files', () => {
  const files = {
    'index.html': page,
    'a/index.html': page,
    'b.html': page,
    'c/d.png': '',
    'Case/index.html': page,
    'a b/ü+%41/index.html': page,
    '404.html': page,
    _redirects: '',
    _headers: '',
    'redirects.json': '{}',
  };

  test.each([
    ['/', 'served'],
    ['/index.html', 'served'],
    ['/a/', 'served'],
    ['/a', 'served'],
    ['/a/index.html', 'served'],
    ['/a/?page=1#top', 'served'],
    ['//a/./', 'served'],
    ['/b.html', 'served'],
    ['/b', 'served'],
    ['/b/', 'absent'],
    ['/a.html', 'absent'],
    ['/c/d.png', 'served'],
    ['/c/', 'absent'],
    ['/Case/', 'served'],
    ['/case/', 'absent'],
    ['/a%20b/%C3%BC+%2541/', 'served'],
    ['/a b/ü%2B%2541', 'served'],
    ['/a%20b/%C3%BC+%41/', 'absent'],
    ['/_redirects', 'absent'],
    ['/constructor/', 'absent'],
  ])('%s is %s', (url, answer) => expect(visit(files, url)).toBe(answer));

  test('are listed by their URLs, encoded and sorted, in a list that reads back', () => {
    const { urls } = listUrls(build(files));
    const list = writeUrlList(urls);
    expect(list).toBe('/\n/404.html\n/Case/\n/a%20b/%C3%BC+%2541/\n/a/\n/b.html\n/c/d.png\n');
    expect(readUrlList(list, null)).toEqual({ urls, badLine: null });
    expect(isUrlList(list)).toBe(true);
    expect(isUrlList('/a /b 301\n')).toBe(false);
  });
});

describe('pages that redirect', () => {
  test.each([
    ['of minified HTML', '<!doctype html><meta http-equiv=refresh content="0; url=/new/">', '→ /new/'],
    [
      'with the attributes the other way round',
      `<META content='0;URL=/new/' HTTP-EQUIV='Refresh'>`,
      '→ /new/',
    ],
    ['with quotes inside', `<meta http-equiv="refresh" content="0; url='/new/'">`, '→ /new/'],
    ['with entities', refresh('&#47;new&#x2f;?a=1&amp;b=2'), '→ /new/'],
    ['that lead relatively', refresh('../new/'), '→ /new/'],
    ['that lead to a page without its slash', refresh('/new'), '→ /new'],
    ['after some seconds', '<meta http-equiv="refresh" content="5; url=/new/">', '→ /new/'],
    ['with a canonical link beside', `<link rel="canonical" href="/new/">${refresh('/new/')}`, '→ /new/'],
    ['that lead nowhere', refresh('/gone/'), 'target-absent'],
    ['that lead to no URL', refresh('http://['), 'target-absent'],
    ['that lead out of the web', refresh('javascript:alert(1)'), 'target-absent'],
    ['that lead to themselves', refresh('/old/'), 'circle'],
    ['or only come again', '<meta http-equiv="refresh" content="60; url=/old/">', 'served'],
    ['or only come again, without a URL', '<meta http-equiv="refresh" content="60">', 'served'],
    ['or are a page with a canonical link', '<link rel="canonical" href="/gone/">', 'served'],
    ['or redirect in a comment', `<!-- ${refresh('/gone/')} -->`, 'served'],
    ['or redirect those without scripts', `<noscript>${refresh('/gone/')}</noscript>`, 'served'],
    [
      'or show how it is written',
      '<pre>&lt;meta http-equiv="refresh" content="0; url=/gone/"></pre>',
      'served',
    ],
  ])('%s', (_, html, answer) => expect(visit({ ...site, 'old/index.html': html }, '/old')).toBe(answer));

  test('are followed through a chain of ten, and no further', () => {
    const chain = (length: number) =>
      Object.fromEntries(
        Array.from({ length }, (_, step) => [
          `${step}/index.html`,
          refresh(step + 1 === length ? '/new/' : `/${step + 1}/`),
        ]),
      );
    expect(visit({ ...site, ...chain(10) }, '/0/')).toBe('→ /new/');
    expect(visit({ ...site, ...chain(11) }, '/0/')).toBe('too-many');
  });

  test('may lead in a circle', () => {
    const files = { ...site, 'a.html': refresh('/b.html'), 'b.html': refresh('/a.html') };
    expect(visit(files, '/a.html')).toBe('circle');
    expect(listUrls(build(files))).toEqual({ urls: ['/', '/new/'], dead: 2 });
  });
});

describe('where the site stands', () => {
  const at = (base: string, target: string) => ({
    ...site,
    'sitemap.xml': `<urlset><url><loc>${base}/new/</loc></url></urlset>`,
    'old/index.html': refresh(target),
  });

  test.each([
    ['https://example.org', 'https://example.org/new/', '→ /new/'],
    ['https://example.org', 'http://example.org/new/', '→ /new/'],
    ['https://example.org', 'https://example.org/gone/', 'target-absent'],
    ['https://example.org', 'https://elsewhere.example/x', '→ https://elsewhere.example/x'],
    ['https://user.example/repo', 'https://user.example/repo/new/', '→ /new/'],
    ['https://user.example/repo', '/repo/new/', '→ /new/'],
    ['https://user.example/repo', '../new/', '→ /new/'],
    ['https://user.example/repo', 'https://user.example/repo/gone/', 'target-absent'],
  ])('%s: %s', (base, target, answer) => expect(visit(at(base, target), '/old/')).toBe(answer));

  test('is told by the canonical links of redirects, as Astro writes them', () => {
    const canonical = '<link rel="canonical" href="https://user.example/repo/new/">';
    const files = { ...site, 'old/index.html': `${refresh('/repo/new/')}${canonical}` };
    expect(visit(files, '/old/')).toBe('→ /new/');
    // That of a page says nothing.
    expect(visit({ ...site, 'old/index.html': refresh('/repo/new/'), 'a.html': canonical }, '/old/')).toBe(
      'target-absent',
    );
  });

  test('is told by redirects where there is no sitemap', () => {
    const files = {
      ...site,
      'old/index.html': refresh('https://user.example/repo/new/'),
      'lost/index.html': refresh('https://user.example/repo/gone/'),
    };
    expect(visit(files, '/old/')).toBe('→ /new/');
    expect(visit(files, '/lost/')).toBe('target-absent');
  });

  test('is no excuse for a lone redirect to nowhere', () => {
    expect(visit({ ...site, 'old/index.html': refresh('https://example.org/gone/') }, '/old/')).toBe(
      'target-absent',
    );
  });

  test('counts in rules, which are written for the host', () => {
    const files = { ...at('https://user.example/repo', '/new/'), _redirects: '/repo/was /repo/new/ 301' };
    expect(visit(files, '/was/')).toBe('→ /new/');
  });
});

describe('_redirects', () => {
  test.each([
    ['/old /new/', '→ /new/'],
    ['/old/ /new/ 302', '→ /new/'],
    ['/old /new 301! # why', '→ /new'],
    ['  /old\t/new/   308\r', '→ /new/'],
    ['# /old /new/', 'absent'],
    ['/old /gone/', 'target-absent'],
    ['/old https://elsewhere.example/', '→ https://elsewhere.example/'],
    ['/old https://elsewhere.example/old', '→ https://elsewhere.example/old'],
    ['/old mailto:me@example.org', 'absent'],
    ['/old /new/ 200', 'served'],
    ['/old /gone/ 200', 'target-absent'],
    ['/old /new/ 404', 'absent'],
    ['/old /404.html 410!', 'absent'],
    ['/old id=:id /new/ 301', 'absent'],
    ['/old /new/ 301 Country=de', 'absent'],
    ['https://www.example/old /new/', 'absent'],
    ['/:name /new/', '→ /new/'],
    ['/o* /new/', '→ /new/'],
    ['/old/* /:splat 301\n/old /gone/', '→ /'],
    ['/* /:splat/x 301', 'too-many'],
    ['/* / 301', 'absent'],
    ['/* /index.html 200', 'absent'],
    ['/o*d* /new/', 'absent'],
    ['/old /old/ 301!', 'absent'],
    ['/old /a\n/a /old', 'circle'],
    ['/old /a\n/a /b\n/b /new/', '→ /new/'],
    ['/old /new/\n/old /gone/', '→ /new/'],
    ['/OLD /new/', 'absent'],
    ['/%6Fld /new/', '→ /new/'],
  ])('%j', (text, answer) => expect(visit({ ...site, _redirects: text }, '/old')).toBe(answer));

  test('fill what they matched into the target', () => {
    const files = {
      'x/ü y/index.html': page,
      '2020/z/index.html': page,
      _redirects: '/from/* /x/:splat\n/:slug/in/:year /:year/:slug/',
    };
    expect(visit(files, '/from/%C3%BC%20y/')).toBe('→ /x/ü y/');
    expect(visit(files, '/z/in/2020')).toBe('→ /2020/z/');
    expect(visit(files, '/from/none')).toBe('target-absent');
  });

  test('come after files, unless they are forced', () => {
    expect(visit({ ...site, _redirects: '/new/ /gone/' }, '/new/')).toBe('served');
    expect(visit({ ...site, _redirects: '/new/ /gone/ 301!' }, '/new/')).toBe('target-absent');
    expect(visit({ ...site, _redirects: '/new /new/ 301!' }, '/new/')).toBe('served');
  });

  test('are listed where they stand for one URL, and named where they are not read', () => {
    const text = '/old /new/\n/dead /gone/\n/p/* /new/\n/x /new/ 301 Language=de\nhttps://a.example/b /new/';
    const made = build({ ...site, _redirects: text });
    expect(listUrls(made)).toEqual({ urls: ['/', '/new/', '/old'], dead: 1 });
    expect(made.patterns.length).toBe(1);
    expect(made.unread).toEqual([
      '_redirects:4 depends on who asks, or has a form that is not known',
      '_redirects:5 is not about a path of this site',
    ]);
  });
});

describe('JSON of hosts', () => {
  test.each([
    ['redirects.json', [{ from: '/old', to: '/new/' }], '→ /new/'],
    ['redirects.json', [{ from: '/old', to: null }], 'absent'],
    ['redirects.json', { old: '/new/' }, 'absent'],
    ['vercel.json', { redirects: [{ source: '/old', destination: '/new/', permanent: true }] }, '→ /new/'],
    ['vercel.json', { redirects: [{ source: '/old', destination: '/new/', has: [{}] }] }, 'absent'],
    ['vercel.json', { redirects: [{ source: '/:x', destination: '/new/' }] }, 'circle'],
    ['vercel.json', { redirects: [{ source: '/(old|older)', destination: '/new/' }] }, 'absent'],
    ['vercel.json', { rewrites: [{ source: '/old', destination: '/new/' }] }, 'served'],
    ['staticwebapp.config.json', { routes: [{ route: '/old/index.html', redirect: '/new/' }] }, '→ /new/'],
    ['staticwebapp.config.json', { routes: [{ route: '/old', redirect: '/gone/' }] }, 'target-absent'],
    ['staticwebapp.config.json', { routes: [{ route: '/old', allowedRoles: ['admin'] }] }, 'absent'],
    [
      'staticwebapp.config.json',
      { routes: [{ route: '/old', redirect: '/new/', allowedRoles: ['admin'] }] },
      'absent',
    ],
    ['staticwebapp.config.json', { routes: [null, 1] }, 'absent'],
  ])('%s %j', (name, json, answer) => {
    expect(visit({ ...site, [name]: JSON.stringify(json) }, '/old')).toBe(answer);
  });

  test('that is none is named', () => {
    expect(build({ ...site, 'vercel.json': '{' }).unread).toEqual(['vercel.json is not JSON']);
  });
});

test('a comparison names what is dead, pages first, and what differs in letter case only', () => {
  const wanted = ['/a.css', '/New/', '/new/', '/old/'].map((path) => ({ path, owners: [] }));
  const { served, redirected, dead } = compareUrls(
    wanted,
    build({ ...site, 'old/index.html': refresh('/new/') }),
  );
  expect([served, redirected.map(({ path }) => path)]).toEqual([1, ['/old/']]);
  expect(dead.map(({ path, alike }) => [path, alike])).toEqual([
    ['/New/', '/new/'],
    ['/a.css', undefined],
  ]);
});

test('a list may have whole URLs, comments and blank lines', () => {
  const base = { host: 'user.example', path: '/repo' };
  expect(readUrlList('# mine\r\n\r\n/a%20b/\r\nhttps://user.example/repo/c/?x\n', base)).toEqual({
    urls: ['/a b/', '/c/'],
    badLine: null,
  });
  expect(readUrlList('/a\nb\n', null)).toEqual({ urls: [], badLine: 2 });
});
