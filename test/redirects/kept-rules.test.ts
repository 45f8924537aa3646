import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FormatName } from '../../src/redirects/format-names.ts';
import { run, video, writeSite } from '../check/site.ts';
import { write } from './write.ts';

const begin = '# Written by "tubematter redirects", which replaces what stands from here to its end:\n';
const end = '# The end of what "tubematter redirects" wrote.\n';
const redirects = [{ from: '/old', to: '/v/a/' }];
const block = `${begin}/old /v/a/ 301!\n${end}`;
const known = ['/old', '/older', '/gone', '/y', '/v/a', '/v/former'];

describe('between marks', () => {
  test.each<[string, before: string, after: string]>([
    ['a new file', '', block],
    ['rules without marks', '/mine /x 302\n', `/mine /x 302\n${block}`],
    ['no final newline', '/mine /x', `/mine /x\n${block}`],
    ['CRLF', '/mine /x\r\n', `/mine /x\r\n${block.replaceAll('\n', '\r\n')}`],
    ['rules above and below', `# a\n${begin}/gone /x 301!\n${end}\n/b /c`, `# a\n${block}\n/b /c`],
    ['marks at the very end', `\uFEFF/mine /x\n${begin}${end.trimEnd()}`, `\uFEFF/mine /x\n${block}`],
    [
      'CRLF around marks',
      `/a /b\r\n${begin.trimEnd()}\r\n${end.trimEnd()}\r\n/c /d\r\n`,
      `/a /b\r\n${block.replaceAll('\n', '\r\n')}/c /d\r\n`,
    ],
    [
      'what an earlier version wrote as a whole',
      '# Written by "tubematter redirects", which replaces this file as a whole.\n/gone /x 301!\n',
      block,
    ],
  ])('%s', (_, before, after) => {
    expect(write('netlify', redirects, { current: before, known }).text).toBe(after);
    expect(write('netlify', redirects, { current: after, known }).text).toBe(after);
  });

  test('no rules are no reason to mark a file', () => {
    expect(write('netlify', [], { current: '/mine /x\n' }).text).toBe('/mine /x\n');
    expect(write('netlify', [], { current: block, known }).text).toBe(begin + end);
  });

  test.each([begin, end, begin + begin + end, end + begin, begin + end + begin + end])(
    'marks that do not fit together are refused: %j',
    (current) => {
      expect(() => write('netlify', redirects, { current })).toThrow(/cannot be told which rules/);
    },
  );

  const line = fc.oneof(
    fc.constantFrom(
      '',
      '#',
      ' # x',
      '/a /b 301',
      '{',
      '\\',
      'RedirectMatch 301 "^/$" "/x"',
      begin.slice(0, 30),
    ),
    fc.string().map((text) => text.replace(/[\r\n]/g, '')),
  );
  const users = fc
    .tuple(fc.array(line, { maxLength: 5 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
    .map(([lines, eol, isEnded]) => lines.join(eol) + (isEnded && lines.length > 0 ? eol : ''));

  test.each(['netlify', 'cloudflare', 'gitlab', 'nginx', 'apache'] as const)(
    '%s keeps every character above and below',
    (name: FormatName) => {
      fc.assert(
        fc.property(users, users, (above, below) => {
          const eol = above.includes('\r\n') ? '\r\n' : '\n';
          const ended = /[^\n]$/.test(above) ? above + eol : above;
          const added = write(name, redirects, { current: above }).text;
          expect(added.startsWith(ended)).toBe(true);
          const between = write(name, [{ from: '/x', to: '/y/' }], { current: added + below, known }).text;
          expect(between.startsWith(ended)).toBe(true);
          expect(between.endsWith(below)).toBe(true);
          const again = write(name, redirects, { current: between, known }).text;
          expect(again.replaceAll('\r\n', '\n')).toBe((added + below).replaceAll('\r\n', '\n'));
        }),
      );
    },
  );

  test.each(['netlify', 'cloudflare', 'gitlab', 'apache'] as const)(
    '%s: the rules of another site stay, each between marks of its own',
    (name) => {
      const others = { current: '', known: ['/b/old(1).html', '/b/new'] };
      const first = write(name, [{ from: '/b/old(1).html', to: '/b/new/' }], others).text;
      const both = write(name, redirects, { current: first, known }).text;
      expect(both).toBe(first + write(name, redirects).text);
      expect(write(name, [], { ...others, current: both }).text).toBe(
        begin + end + write(name, redirects).text,
      );
      expect(write(name, [], { current: both, known }).text).toBe(first + begin + end);
      expect(write(name, redirects, { current: both, known }).text).toBe(both);
      expect(() => write(name, redirects, { current: both + both, known })).toThrow(/cannot be told which/);
    },
  );

  test.each(['nginx', 'json', 'lookup', 'astro'] as const)(
    '%s: a file that has those of another site alone is left as it is',
    (name) => {
      const current = write(name, [{ from: '/b/old', to: '/b/new/' }]).text;
      expect(() => write(name, redirects, { current, known })).toThrow(
        /redirects of another site, such as \/b/,
      );
      expect(write(name, redirects, { current, known: ['/b/new'] }).text).toBe(write(name, redirects).text);
      expect(write(name, redirects, { current: write(name, []).text }).text).toBe(
        write(name, redirects).text,
      );
    },
  );

  test('a file that is not in UTF-8 is left alone: its bytes could not be kept', async () => {
    const folder = writeSite({ 'content/resources/videos/a.md': video('one', '/v/a', 'aliases: [/old]') });
    const latin = Buffer.from('# caf\xe9\n', 'latin1');
    writeFileSync(join(folder, '.htaccess'), latin);
    const { code, error } = await run(folder, 'redirects', '--format', 'apache', '--output', '.htaccess');
    expect([code, error]).toEqual([2, expect.stringMatching(/\.htaccess is not in UTF-8/)]);
    expect(readFileSync(join(folder, '.htaccess'))).toEqual(latin);
  });
});

const own = '{"source":"/old{/}?","destination":"/v/a/","statusCode":301}';
const stale = '{"source":"/older{/}?","destination":"/v/former/","statusCode":301}';

describe('among entries', () => {
  test.each<[string, before: string, after: string]>([
    ['a new file', '', `{\n  "redirects": [\n    ${own}\n  ]\n}\n`],
    ['an empty object', '{}', `{\n  "redirects": [\n    ${own}\n  ]\n}`],
    [
      'no list',
      '{\n\t"cleanUrls": true,\n\t"a": [1,  2]\n}\n',
      `{\n\t"cleanUrls": true,\n\t"a": [1,  2],\n\t"redirects": [\n\t\t${own}\n\t]\n}\n`,
    ],
    ['an empty list', '{"redirects": [ ], "a": 1}', `{"redirects": [\n    ${own}\n  ], "a": 1}`],
    [
      'entries of the user, in their own layout',
      '\uFEFF{\r\n  "redirects": [\r\n    { "source": "/a",\r\n      "destination": "/b" }\r\n  ]\r\n}',
      `\uFEFF{\r\n  "redirects": [\r\n    { "source": "/a",\r\n      "destination": "/b" },\r\n    ${own}\r\n  ]\r\n}`,
    ],
    [
      'an entry of an earlier run between those of the user',
      `{"redirects": [\n  {"source": "/a", "destination": "/b"},\n  ${stale},\n  {"source": "/c", "destination": "/d"}\n]}\n`,
      `{"redirects": [\n  {"source": "/a", "destination": "/b"},\n  ${own},\n  {"source": "/c", "destination": "/d"}\n]}\n`,
    ],
    [
      'an entry that a formatter has laid out anew',
      `{ "redirects": [\n    {\n      "source": "/old{/}?",\n      "destination": "/v/a/",\n      "statusCode": 301\n    }\n  ] }\n`,
      `{ "redirects": [\n    {\n      "source": "/old{/}?",\n      "destination": "/v/a/",\n      "statusCode": 301\n    }\n  ] }\n`,
    ],
    [
      'an entry that looks like one, to a place that is not known',
      '{"redirects": [\n  {"source": "/x{/}?", "destination": "/v/a/", "statusCode": 301}\n]}',
      `{"redirects": [\n  {"source": "/x{/}?", "destination": "/v/a/", "statusCode": 301},\n  ${own}\n]}`,
    ],
    [
      'entries that are none',
      '{"redirects": [\n  null,\n  {"source": {"toString": 1}}\n]}',
      `{"redirects": [\n  null,\n  {"source": {"toString": 1}},\n  ${own}\n]}`,
    ],
  ])('%s', (_, before, after) => {
    const { text, warnings } = write('vercel', redirects, { current: before, known });
    expect([text, warnings]).toEqual([after, []]);
    expect(write('vercel', redirects, { current: after, known }).text).toBe(after);
  });

  test.each([
    ['vercel', 'redirects', { source: '/old', destination: '/elsewhere', permanent: true }],
    ['vercel', 'redirects', { source: '/old{/}?', destination: '/elsewhere', statusCode: 301 }],
    ['azure-swa', 'routes', { route: '/old', redirect: '/elsewhere' }],
    ['azure-swa', 'routes', { route: '/old/index.html', allowedRoles: ['admin'] }],
  ] as const)('%s: an entry of the user for the same URL wins, and is named', (name, list, mine) => {
    const current = JSON.stringify({ [list]: [mine] });
    const { text, warnings } = write(name, redirects, { current, known });
    expect(text).toBe(current);
    expect(warnings).toEqual([expect.stringMatching(/your rule for \/old stays\. .* not to \/v\/a\/\.$/)]);
  });

  test('an entry of an earlier run goes where a page came back to its URL', () => {
    const { text } = write('vercel', [{ from: '/v/a', to: '/old/' }], {
      current: `{"redirects": [\n  ${own}\n]}`,
      known,
    });
    expect(JSON.parse(text).redirects).toEqual([
      { source: '/v/a{/}?', destination: '/old/', statusCode: 301 },
    ]);
  });

  test('with a base path', () => {
    const given = { basePath: '/repo', known };
    const first = write('vercel', redirects, given).text;
    expect(write('vercel', [], { ...given, current: first }).text).toBe('{\n  "redirects": []\n}\n');
  });

  test.each([
    ['{"redirects": [}', /vercel\.json is not valid JSON/],
    ['[]', /vercel\.json is not a JSON object/],
    ['{"redirects": {}}', /something other than a list under "redirects"/],
    [`${'['.repeat(20_000)}`, /is not valid JSON/],
  ])('%s is refused', (current, words) => {
    expect(() => write('vercel', redirects, { current })).toThrow(words);
  });

  test.each([
    ['vercel', 'vercel.json'],
    ['azure-swa', 'staticwebapp.config.json'],
  ] as const)('%s: a file with too many levels is refused, and stays', async (format, name) => {
    const deep = `{"x":${'['.repeat(50_000)}${']'.repeat(50_000)}}\n`;
    const page = video('one', '/v/a', 'aliases: [/old]');
    const folder = writeSite({ 'content/resources/videos/a.md': page, [name]: deep });
    const { code, error } = await run(folder, 'redirects', '--format', format, '--output', name);
    expect([code, error]).toEqual([2, expect.stringContaining(`The ${name} is nested too deeply: no`)]);
    expect(readFileSync(join(folder, name), 'utf8')).toBe(deep);
  });
});
