import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatNames } from '../../src/redirects/format-names.ts';
import { page, run, video, writeSite } from '../check/site.ts';

/** A file that holds nothing but rules. */
const marked = (rules: string) =>
  `# Written by "tubematter redirects", which replaces what stands from here to its end:\n${rules}# The end of what "tubematter redirects" wrote.\n`;
const one = { 'content/resources/videos/a/index.md': video('one', '/v/a', 'aliases: [/old]') };

describe('redirects', () => {
  test('prints the rules', async () => {
    const folder = writeSite(one);
    expect(await run(folder, 'redirects', '--format', 'netlify')).toEqual({
      code: 0,
      out: marked('/old /v/a/ 301!\n'),
      error: '',
    });
  });

  test('replaces the rules of an earlier run', async () => {
    const folder = writeSite({ ...one, _redirects: marked('earlier\n'.repeat(100)) });
    const result = await run(folder, 'redirects', '--format', 'netlify', '--output', '_redirects');
    expect(result).toEqual({ code: 0, out: '', error: 'Wrote 1 redirect to _redirects.\n' });
    expect(readFileSync(join(folder, '_redirects'), 'utf8')).toBe(marked('/old /v/a/ 301!\n'));
  });

  test('makes the folder of the file', async () => {
    const folder = writeSite(one);
    const { code } = await run(folder, 'redirects', '--format', 'netlify', '--output', 'static/a/_redirects');
    expect(code).toBe(0);
    expect(readFileSync(join(folder, 'static/a/_redirects'), 'utf8')).toBe(marked('/old /v/a/ 301!\n'));
  });

  test('names an URL that it leaves out once, on one line', async () => {
    const lists = ['aliases: ["https://a.example/\\nb"]', 'aliasesArchive: ["https://a.example/\\nb"]'];
    const folder = writeSite({
      'content/resources/videos/a/index.md': page(`videoId: ${'x'.repeat(11)}`, 'slug: s', ...lists),
    });
    const { error } = await run(folder, 'redirects', '--format', 'netlify');
    expect(error).toBe(
      'content/resources/videos/a/index.md: the old URL "https://a.example/\\nb" was left out: it is an absolute URL.\n',
    );
  });

  test('takes the URLs of the config', async () => {
    const folder = writeSite({
      'tubematter.config.yaml': 'urls: { page: "/watch/{slug}" }\n',
      'content/resources/videos/a.md': page(`videoId: ${'x'.repeat(11)}`, 'slug: s', 'aliasesArchive: [old]'),
    });
    expect(JSON.parse((await run(folder, 'redirects', '--format', 'json')).out)).toEqual([
      { from: '/watch/old', to: '/watch/s/' },
    ]);
  });

  test('adds the base path of the site, and has each URL in the language and letter case in which it is served', async () => {
    const folder = writeSite({
      'hugo.toml': [
        "baseURL = 'https://example.org/repo/'",
        'defaultContentLanguageInSubdir = true',
        'disablePathToLower = true',
        '[languages.en]',
        "contentDir = 'content'",
      ].join('\n'),
      'tubematter.config.yaml': 'hugo: "0.169"\ncontent: content/Videos\n',
      'content/Videos/My Talk.md': page(`videoId: ${'x'.repeat(11)}`, 'aliases: [/Old, near]'),
      'content/Videos/other.md': page('title: Other', 'aliases: [/Old2]'),
    });
    expect(JSON.parse((await run(folder, 'redirects', '--format', 'json')).out)).toEqual([
      { from: '/repo/en/Old', to: '/repo/en/Videos/My-Talk/' },
      { from: '/repo/en/Videos/near', to: '/repo/en/Videos/My-Talk/' },
    ]);
  });

  test('says what it leaves out', async () => {
    const folder = writeSite({ 'content/resources/videos/a.md': video('one', '/v/a', 'aliases: [/, /x]') });
    expect(await run(folder, 'redirects', '--format', 'json')).toMatchObject({
      code: 0,
      error: 'content/resources/videos/a.md: the old URL "/" was left out: it is the root of the site.\n',
    });
  });

  test.each(formatNames.filter((name) => name !== 'html'))(
    '%s: a page whose URL holds a line break gets no rule, nor makes one',
    async (name) => {
      const url = String.raw`"/v/b\"\nRedirectMatch 301 \"^/.*$\" \"https://evil.example/"`;
      const files = { ...one, 'content/resources/videos/b.md': video('two', url, 'aliases: [/gone]') };
      const { code, out, error } = await run(writeSite(files), 'redirects', '--format', name);
      expect(code).toBe(0);
      expect(error).toContain("its page's own URL has characters that no URL can have");
      expect(out).toBe((await run(writeSite(one), 'redirects', '--format', name)).out);
    },
  );

  const refused: [string, Record<string, string>, string[], RegExp][] = [
    [
      'a clash',
      { ...one, 'content/resources/videos/b.md': video('two', '/v/b', 'aliases: [/Old]') },
      ['--format', 'json'],
      /\/old: content\/resources\/videos\/a\/index\.md, content\/resources\/videos\/b\.md/,
    ],
    [
      'a page that cannot be read',
      { ...one, 'content/resources/videos/b.md': page('aliases: ["/x]') },
      ['--format', 'json'],
      /^ {2}content\/resources\/videos\/b\.md:\d+: /m,
    ],
    [
      'no format',
      one,
      [],
      /--format with one of netlify, cloudflare, gitlab, vercel, azure-swa, nginx, apache, html, lookup, astro, json\./,
    ],
    [
      'another format',
      one,
      ['--format', 'iis'],
      /netlify, cloudflare, gitlab, vercel, azure-swa, nginx, apache, html, lookup, astro, json/,
    ],
    ['stubs without a folder', one, ['--format', 'html'], /Give --output with the folder of the built site/],
    [
      'a file below a file',
      { ...one, note: '' },
      ['--format', 'json', '--output', 'note/x'],
      /note\/x cannot be written: a file is where a folder should be/,
    ],
  ];
  test.each(refused)('refuses %s and writes nothing', async (_, files, flags, words) => {
    const { code, out, error } = await run(writeSite(files), 'redirects', ...flags);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(error).toMatch(words);
  });
});
