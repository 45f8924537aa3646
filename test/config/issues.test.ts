import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { describeIssues } from '../../src/config/issues.ts';
import { configSchema } from '../../src/config/keys.ts';

const describeConfig = (config: unknown) => describeIssues(v.safeParse(configSchema, config).issues ?? []);

const cycle: Record<string, unknown> = {};
Object.assign(cycle, { one: cycle, other: [cycle, cycle] });
const nest = (levels: number): unknown => (levels === 0 ? 'x' : [nest(levels - 1)]);
const withValue = (value: unknown) => ({ fields: { series: { value } } });
const wrongValue = 'must be a string, a number, true, false, null, a list or a map';

describe('what is wrong with a config', () => {
  test.each<[name: string, config: unknown, lines: string[]]>([
    [
      'several unknown keys at several depths',
      { chanel: 1, extra: 2, urls: { pages: '/x', alias: [] }, youtube: { apiKey: 'x', timeOut: 1 } },
      [
        'urls.pages: is not a key here, did you mean page?',
        'urls.alias: is not a key here, did you mean aliases?',
        'youtube.apiKey: is not a key here: the API key is only read from YOUTUBE_API_KEY, or the variable that `key` names, in the environment or .env (docs/key.md, or tubematter help key)',
        'youtube.timeOut: is not a key here, did you mean timeout?',
        'chanel: is not a key here, did you mean channel?',
        'extra: is not a key here',
      ],
    ],
    [
      'unknown keys of fields, beside other errors in them',
      { fields: { x: { vale: 1 }, title: { valu: 1, updates: 2, update: 'until-edite' } } },
      [
        'fields.x.vale: is not a key here, did you mean value?',
        'fields.title.update: expected one of "on-create"|"if-missing"|"until-edited"|"always"|"append", did you mean until-edited?',
        'fields.title.valu: is not a key here, did you mean value?',
        'fields.title.updates: is not a key here, did you mean update?',
        'fields.x: needs a value',
      ],
    ],
    [
      'a field inside another',
      { fields: { 'sitemap.priority': { value: 1 }, params: { value: {} }, 'params.videoId': '{videoId}' } },
      [
        'fields.sitemap.priority: stands in sitemap, which is a field too; keep one of the two',
        'fields.params.videoId: stands in params, which is a field too; keep one of the two',
      ],
    ],
    [
      'names and rules of earlier versions',
      {
        path: '{slug}.md',
        lock: 'a.json',
        fields: { title: { own: 'once' }, slug: { update: 'follow' }, tags: { update: 'once' } },
        filters: { upcoming: true },
      },
      [
        'fields.title.own: is called `update` now',
        'fields.slug.update: `follow` is called `until-edited` now',
        'fields.tags.update: `once` is called `if-missing` now',
        'filters.upcoming: is called `premieres` now',
        'path: is called `file` now',
        'lock: is called `lockfile` now',
      ],
    ],
    ...['/watch', '/{year}/{month}', '/{date}'].map((page): [string, unknown, string[]] => [
      `${page}, which many pages would share`,
      { urls: { page } },
      ['urls.page: must have {slug} or {videoId}, or pages would share a URL'],
    ]),
    [
      'URLs with texts that are no part of one, or other errors',
      {
        urls: {
          page: '/{title}',
          aliases: ['/v/{description}', '/{title}-{slug}', '/fine/{year}', '/{tags}'],
        },
      },
      [
        'urls.page: cannot have {title}; use {slug}',
        'urls.aliases.0: cannot have {description}; use {slug}',
        'urls.aliases.1: cannot have {title}; use {slug}',
        'urls.aliases.3: cannot have {tags}; use {slug}',
      ],
    ],
    [
      'patterns that would take minutes to compile',
      { filters: { match: '.'.repeat(1001) }, description: { cut: ['x', '.'.repeat(20_000)] } },
      [
        'description.cut.1: must have at most 1000 characters',
        'filters.match: must have at most 1000 characters',
      ],
    ],
    [
      'a URL with an unknown token',
      { urls: { page: '/{slgu}' } },
      ['urls.page: has an unknown token {slgu}, did you mean slug?'],
    ],
    [
      'URLs that are gone, and where they lead',
      {
        urls: {
          gone: {
            a: 410,
            '//host/a': 410,
            '/': 410,
            '/a%0Ab': 410,
            '/b': 404,
            '/c': 'talks',
            '/d': '/e?f',
            '/g': '//host/g',
            '/h': 'javascript:alert(1)',
            '/i': 'https://',
            '/j': '/k\nReturn',
            '/l': 'https://example.org/%0D',
          },
        },
      },
      [
        'urls.gone.a: must begin with one /',
        'urls.gone.//host/a: must begin with one /',
        'urls.gone./: is the root of the site',
        'urls.gone./a%0Ab: has characters that no URL can have',
        'urls.gone./b: must be 410, or the address that it leads to',
        ...['/c', '/d', '/g', '/h', '/i', '/j', '/l'].map(
          (url) =>
            `urls.gone.${url}: must be 410, a path of the site such as /talks/, or an address that begins with https://`,
        ),
      ],
    ],
    [
      'a list of URLs that are gone',
      { urls: { gone: ['/a', 'b', 7] } },
      ['urls.gone.1: must begin with one /', 'urls.gone.2: must be a string'],
    ],
    [
      'another thing than URLs that are gone',
      { urls: { gone: '/a' } },
      ['urls.gone: must be a map from URLs to 410 or an address, or a list of URLs'],
    ],
    [
      'keys that objects inherit',
      JSON.parse('{"constructor": 1, "__proto__": {}, "fields": {"__proto__": {"value": 1}}}'),
      ['fields.__proto__: cannot be a key', 'constructor: is not a key here', '__proto__: is not a key here'],
    ],
    [
      'a field that is neither false nor an object',
      { fields: { title: true, duration: [], aliases: null } },
      ['title', 'duration', 'aliases'].map(
        (key) => `fields.${key}: must be false, a string, or an object with a value`,
      ),
    ],
    [
      'the key of the API',
      {
        apiKey: 'opensesame',
        'api-key': 1,
        YOUTUBE_API_KEY: 1,
        key: 'AIzaYOUTUBEx',
        youtube: { key: 1, monkey: 1 },
      },
      [
        'key: must be the name of an environment variable in capitals with YOUTUBE in it, such as ACME_YOUTUBE_KEY, never the key itself',
        'youtube.key: is not a key here: the API key is only read from YOUTUBE_API_KEY, or the variable that `key` names, in the environment or .env (docs/key.md, or tubematter help key)',
        'youtube.monkey: is not a key here (valid: apiRoot, concurrency, quotaLimit, timeout)',
        ...['apiKey', 'api-key', 'YOUTUBE_API_KEY'].map(
          (key) =>
            `${key}: is not a key here: the API key is only read from YOUTUBE_API_KEY, or the variable that \`key\` names, in the environment or .env (docs/key.md, or tubematter help key)`,
        ),
      ],
    ],
    [
      'tokens without quotes, as YAML reads them',
      parse('urls: { page: {slug} }\nfields: { pubDate: {date}, when: { value: {date} } }\nbody: {title}'),
      [
        'urls.page: a string with a token needs quotes: "{slug}"',
        'fields.pubDate: a string with a token needs quotes: "{date}"',
        'body: a string with a token needs quotes: "{title}"',
      ],
    ],
    [
      'fields in short',
      { fields: { pubDate: '{dat}', aliases: '/x', aliasesArchive: { update: 'always' } } },
      [
        'fields.pubDate: has an unknown token {dat}, did you mean date?',
        'fields.aliases: is filled from `urls`; here it can only be false',
        'fields.aliasesArchive: is filled from `urls`; here it can only be false',
      ],
    ],
    [
      'update rules where a value belongs',
      { fields: { title: 'until-edited', slug: 'follow', tags: 'append', status: 'always', mood: 'once' } },
      [
        'fields.title: until-edited is an update rule; write title: { update: until-edited }',
        'fields.slug: follow is an update rule, called until-edited now; write slug: { update: until-edited }',
        'fields.tags: append is an update rule; write tags: { update: append }',
        'fields.status: always is an update rule; write status: { value: …, update: always }, or { value: always } if the text is meant',
        'fields.mood: once is an update rule, called if-missing now; write mood: { value: …, update: if-missing }, or { value: once } if the text is meant',
      ],
    ],
    [
      'lists where objects belong, and the other way round',
      { urls: [], fields: [], tags: new Date(0), videos: {} },
      [
        'videos: must be a list',
        'urls: must be a map of keys',
        'fields: must be a map of keys',
        'tags: must be a map of keys',
      ],
    ],
    [
      'numbers',
      { filters: { limit: -1.5 }, youtube: { concurrency: 17, quotaLimit: '9', timeout: Number.NaN } },
      [
        'filters.limit: must be a whole number, 1 or more',
        'youtube.concurrency: must be a whole number from 1 to 16',
        'youtube.quotaLimit: must be a number',
        'youtube.timeout: must be a number',
      ],
    ],
    [
      'tokens inside a value',
      withValue({ list: ['{titel}', 'fine: {title}'] }),
      ['fields.series.value.list.0: has an unknown token {titel}, did you mean title?'],
    ],
    [
      'values that front matter cannot hold',
      withValue([new Date(0), { a: Number.NaN }, undefined, () => 1, JSON.parse('{"__proto__": 1}')]),
      [
        `fields.series.value.0: ${wrongValue}`,
        `fields.series.value.1.a: ${wrongValue}`,
        `fields.series.value.2: ${wrongValue}`,
        `fields.series.value.3: ${wrongValue}`,
        'fields.series.value.4.__proto__: cannot be a key',
      ],
    ],
    [
      'a value that holds itself',
      withValue(cycle),
      ['fields.series.value: is nested too deeply, or holds itself'],
    ],
    [
      'a value of many levels',
      withValue(nest(5000)),
      ['fields.series.value: is nested too deeply, or holds itself'],
    ],
    ['a text for a config', 'channel', ['must be a map of keys']],
  ])('%s', (_, config, lines) => {
    expect(describeConfig(config)).toEqual(lines);
  });

  test('nothing, where a field has a name that objects inherit', () => {
    const config = { fields: { constructor: { value: { prototype: [1] } }, prototype: { value: 1 } } };
    expect(v.parse(configSchema, config).fields).toEqual(config.fields);
    expect(v.is(configSchema, withValue(nest(99)))).toBe(true);
  });

  test('nothing, where a field is in short: its rule goes by its token, or is the default one', () => {
    const fields = {
      pubDate: '{date}',
      series: 'office-hours',
      slug: '{videoId}',
      aliases: { update: 'append' },
    };
    expect(v.parse(configSchema, { fields }).fields).toEqual({
      pubDate: { value: '{date}', update: 'until-edited' },
      series: { value: 'office-hours', update: 'if-missing' },
      slug: { value: '{videoId}' },
      aliases: { update: 'append' },
    });
  });

  test('never a value', () => {
    const secret = 'opensesame';
    const wrong = fc.constantFrom<unknown>(secret, [secret], { [secret]: secret }, 31415926, null, undefined);
    const keys = Object.keys(configSchema.pipe[1].entries);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), wrong), (config) => {
        const lines = describeConfig(config).filter((line) => !line.includes('is not a key here'));
        expect(lines.map((line) => line.replace(/^fields\.opensesame:/, '')).join('\n')).not.toMatch(
          /opensesame|31415926|Invalid/,
        );
      }),
    );
  });
});
