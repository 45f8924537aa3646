import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readText, writeFiles } from './files.ts';
import { makeFolder, runTubematter } from './run.ts';

const page = '<h1>A page</h1>';
const refresh = (target: string) => `<meta http-equiv="refresh" content="0; url=${target}">`;
const check = (cwd: string, ...args: string[]) =>
  runTubematter(['check', '--built', 'public', ...args], { cwd });

describe('check --built --before', () => {
  test('names what was served and is dead now', async () => {
    const cwd = makeFolder({
      'old/index.html': page,
      'old/kept/index.html': page,
      'old/moved/index.html': page,
      'old/lost/index.html': page,
      'old/broken/index.html': page,
      'old/pic.png': '',
      'old/was-dead/index.html': refresh('/nowhere/'),
      'public/index.html': page,
      'public/kept/index.html': page,
      'public/moved-here/index.html': page,
      'public/moved/index.html': refresh('/moved-here/'),
      'public/broken/index.html': refresh('/lost/'),
      'public/pic.png': '',
    });
    const { exitCode, stdout, stderr } = await check(cwd, '--before', 'old');
    expect([exitCode, stderr]).toEqual([1, '']);
    expect(stdout).toBe(
      [
        '/broken/: dead: it leads to /lost/, which nothing serves.',
        '/lost/: dead: nothing serves it.',
        'Not looked up: 1 redirect of old that led nowhere.',
        '6 URLs looked up: 3 served, 1 redirected, 2 dead.',
        '',
      ].join('\n'),
    );
    const verbose = await check(cwd, '--before', 'old', '--verbose');
    expect(verbose.stdout).toContain('/moved/: redirected to /moved-here/\n');
    expect((await check(cwd, '--before', 'old', '--quiet')).stdout.split('\n').length).toBe(3);
    const json = await check(cwd, '--before', 'old', '--json');
    expect(JSON.parse(json.stdout)).toEqual({
      version: 1,
      served: 3,
      redirected: [{ url: '/moved/', to: '/moved-here/' }],
      dead: [
        { url: '/broken/', cause: 'target-absent', to: '/lost/', of: [] },
        { url: '/lost/', cause: 'absent', to: null, of: [] },
      ],
      notes: ['Not looked up: 1 redirect of old that led nowhere.'],
    });
  });

  test('takes the list that --urls wrote, which replaces no other file', async () => {
    const cwd = makeFolder({
      'public/index.html': page,
      'public/a b/index.html': page,
      'public/_redirects': '/old /a%20b/ 301\n/lost /nowhere/\n',
      'notes.txt': 'mine\n',
    });
    expect(await check(cwd, '--urls', 'lists/urls.txt')).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: 'Wrote 3 URLs to lists/urls.txt.\n',
    });
    expect(readText(cwd, 'lists/urls.txt')).toBe('/\n/a%20b/\n/old\n');
    expect((await check(cwd, '--before', 'lists/urls.txt')).exitCode).toBe(0);
    writeFiles(cwd, { 'public/_redirects': '' });
    const { exitCode, stdout } = await check(cwd, '--before', 'lists/urls.txt', '--urls', 'lists/urls.txt');
    expect([exitCode, stdout]).toEqual([
      1,
      '/old: dead: nothing serves it.\n3 URLs looked up: 2 served, 0 redirected, 1 dead.\n',
    ]);
    const refused = await check(cwd, '--urls', 'notes.txt');
    expect([refused.exitCode, refused.stderr]).toEqual([
      2,
      expect.stringContaining('--urls would replace notes.txt'),
    ]);
  });

  test('says what it does not read', async () => {
    const cwd = makeFolder({
      'public/index.html': page,
      'public/.hidden.html': page,
      'public/_redirects': '/x / 301 Country=de\n/* / 301\n',
      'elsewhere/index.html': page,
      'before.txt': 'https://example.org/\n',
    });
    symlinkSync(join(cwd, 'elsewhere'), join(cwd, 'public/linked'));
    symlinkSync('nowhere', join(cwd, 'public/dangling'));
    symlinkSync('loop', join(cwd, 'public/loop'));
    const { exitCode, stdout } = await check(cwd, '--before', 'before.txt');
    expect([exitCode, stdout]).toEqual([
      0,
      [
        'Not counted in public: _redirects:1 depends on who asks, or has a form that is not known.',
        'Not counted in public: _redirects:2 sends all that it matches to one page.',
        'Not counted in public: dangling is no file.',
        'Not counted in public: linked is a link to a folder.',
        'Not counted in public: loop is no file.',
        '1 URL looked up: 1 served, 0 redirected, 0 dead.',
        '',
      ].join('\n'),
    ]);
  });

  test.each([
    [['--before', 'before'], /^tubematter: --before needs --built\./],
    [['--urls', 'urls.txt'], /^tubematter: --urls needs --built\./],
    [['--built', 'public', '--strict'], /^tubematter: --strict is not for --built\./],
    [['--built', 'public', '--report', 'x.md'], /^tubematter: --report is not for --built\./],
    [['--built', 'none'], /The built site .*none cannot be read: it does not exist\./],
    [['--built', 'empty'], /There is no page in .*empty\.\nBuild the site first/],
    [['--built', 'public', '--before', 'none'], /The list .*none cannot be read: it does not exist\./],
    [['--built', 'public', '--before', 'empty'], /There is no page in .*empty\./],
    [['--built', 'public', '--before', 'empty/_headers'], /There is no URL in .*_headers\./],
    [['--built', 'public', '--before', 'public/index.html'], /Line 1 of .*index\.html is no URL\./],
  ])('%j is refused', async (args, message) => {
    const cwd = makeFolder({ 'public/index.html': page, 'empty/_headers': '' });
    const { exitCode, stderr } = await runTubematter(['check', ...args], { cwd });
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(message)]);
    expect(existsSync(join(cwd, 'urls.txt'))).toBe(false);
  });
});

describe('check --built looks up every URL', () => {
  const video = (id: string, ...lines: string[]) =>
    `---\nvideoId: ${id.padEnd(11, '0')}\n${lines.map((line) => `${line}\n`).join('')}---\n`;
  const lockfile = {
    version: 2,
    pages: {
      a0000000000: { url: '/v/a', fields: { aliases: ['/lock-alias'], aliasesArchive: ['/lock-archive'] } },
      c0000000000: { url: '/v/c', fields: {} },
      gone0000000: { url: '/v/gone', fields: {}, pendingUrls: ['/v/pending'] },
    },
  };
  const files = {
    'tubematter.config.yaml': 'content: content/videos\n',
    'content/videos/a.md': video(
      'a',
      'url: /v/a',
      'aliases: [/old, relative, /, /dead]',
      'aliasesArchive: [/old/, /Upper]',
    ),
    'content/videos/b.md': video('b', 'url: /v/b', 'draft: true', 'aliases: [/of-draft]'),
    'content/about.md': '---\ntitle: About\nurl: /about\naliases: [/dead]\n---\n',
    'tubematter-lock.json': JSON.stringify(lockfile),
    'public/v/a/index.html': page,
    'public/v/c/index.html': page,
    'public/upper/index.html': page,
    'public/lock-alias/index.html': refresh('/v/a/'),
    'public/old/index.html': refresh('https://example.org/v/a/'),
    'public/v/relative.html': refresh('/lock-alias/'),
  };

  test('of pages and lockfile', async () => {
    const { exitCode, stdout, stderr } = await check(makeFolder(files), '--verbose');
    expect([exitCode, stderr]).toEqual([1, '']);
    expect(stdout.split('\n')).toEqual([
      '/lock-alias: redirected to /v/a/',
      '/old: redirected to /v/a/',
      '/v/relative: redirected to /v/a/',
      '/Upper: dead: nothing serves it; /upper/ differs in letter case only (content/videos/a.md).',
      '/dead: dead: nothing serves it (content/about.md and content/videos/a.md).',
      '/lock-archive: dead: nothing serves it (content/videos/a.md).',
      '/v/gone: dead: nothing serves it (video gone0000000 in the lockfile).',
      '/v/pending: dead: nothing serves it (video gone0000000 in the lockfile).',
      'Not looked up: "/" is not a path of this site (content/videos/a.md).',
      'Not looked up: 1 URL of pages that are not built, such as drafts.',
      '10 URLs looked up: 2 served, 3 redirected, 5 dead.',
      '',
    ]);
  });

  test('and exits 0 when all are answered', async () => {
    const rules = '/Upper /v/a\n/dead /v/a\n/lock-archive /v/a\n/v/gone /\n/v/pending /v/gone\n';
    const cwd = makeFolder({ ...files, 'public/index.html': page, 'public/_redirects': rules });
    const { exitCode, stdout } = await check(cwd, '--quiet');
    expect([exitCode, stdout]).toEqual([0, '']);
  });

  test('but for those that are given up, and under whose page a former video is remembered', async () => {
    const cwd = makeFolder({
      ...files,
      'tubematter.config.yaml':
        'content: content/videos\nurls: { gone: { /v/gone/: 410, /v/pending: /v/a } }\n',
      'content/videos/c.md': video('new', 'url: /v/new', 'formerVideoIds: [c0000000000]'),
      'public/v/c/index.html': refresh('/v/new/'),
    });
    const { exitCode, stdout } = await check(cwd);
    expect([exitCode, stdout.includes('/v/gone')]).toEqual([1, false]);
    expect(stdout).toContain('/v/pending: dead: nothing serves it (video gone0000000 in the lockfile).\n');
    expect(stdout).toContain(
      '/v/c: dead: it leads to /v/new/, which nothing serves (content/videos/c.md).\n',
    );
    expect(stdout).toContain('Not looked up: 1 URL that `urls.gone` gives up.\n');
  });

  test('and fails where Jekyll does not know the collection, so that none is built', async () => {
    const cwd = makeFolder({
      'tubematter.config.yaml': 'generator: jekyll\ncontent: _videos\n',
      '_config.yml': '',
      '_videos/a.md': video('one', 'permalink: /v/a/'),
      '_videos/b.md': video('two', 'permalink: /v/b/'),
      'public/index.html': page,
    });
    const { exitCode, stderr } = await check(cwd);
    expect([exitCode, stderr]).toEqual([
      1,
      'Jekyll builds none of the 2 pages about videos. Have the configuration of the site include their folder.\n',
    ]);
  });

  test("but for those of drafts in Astro, where the site's own code leaves them out", async () => {
    const entry = (url: string) => ({ url, aliases: [], archive: [url], fields: {} });
    const cwd = makeFolder({
      'tubematter.config.yaml': 'generator: astro\ncontent: src/content/videos\n',
      'src/content/videos/b.md': '---\nvideoId: b0000000000\nslug: b\ndraft: true\n---\n',
      'src/content/videos/c.md': '---\nvideoId: c0000000000\nslug: c\ndraft: false\n---\n',
      'tubematter-lock.json': JSON.stringify({
        version: 2,
        sources: {},
        pages: { b0000000000: entry('/videos/b/'), c0000000000: entry('/videos/c/') },
      }),
      'public/index.html': page,
    });
    const { stdout } = await check(cwd);
    expect(stdout.split('\n')).toEqual([
      '/videos/c/: dead: nothing serves it (src/content/videos/c.md).',
      'Not looked up: 1 URL of pages that are not built, such as drafts.',
      '1 URL looked up: 0 served, 0 redirected, 1 dead.',
      '',
    ]);
  });

  test('and does not pass over what is broken', async () => {
    const cwd = makeFolder({
      'tubematter.config.yaml': 'content: content/videos\n',
      'content/videos/x.md': '---\nvideoId: x0000000000\naliases: [\n---\n',
      'tubematter-lock.json': `${JSON.stringify(lockfile).slice(0, 60)}`,
      'public/index.html': page,
    });
    const { exitCode, stdout, stderr } = await check(cwd, '--quiet');
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^Not looked up: the URLs of content\/videos\/x\.md:\d+, which cannot be read: /m);
    expect(stderr).toMatch(/^Not all is looked up: the lockfile tubematter-lock\.json is damaged \(/m);
  });
});
