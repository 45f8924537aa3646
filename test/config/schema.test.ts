import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { knownFields } from '../../src/config/defaults.ts';
import { configSchema } from '../../src/config/keys.ts';
import { listConfigKeys } from '../../src/config/reference.ts';

const read = (path: string) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const schema = read('schema.json');
const validate = new Ajv({ strict: true, formats: { uri: true } }).compile(schema);

test('schema.json is what `npm run schema` writes, and is shipped', () => {
  const script = fileURLToPath(new URL('../../scripts/make-schema.mjs', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(read('package.json').files).toContain('schema.json');
});

describe('schema.json and the config reader agree', () => {
  test.each<[yaml: string]>([
    ['{}'],
    ['$schema: ./schema.json\nchannel: "@name"'],
    ['videos: [abcdefghijk]\ncontent: content/videos\nfile: "{year}/{slug}.md"\nlockfile: a.json'],
    ['urls: { page: "/v/{slug}", aliases: [], pruneAliases: 5y }'],
    ['urls: { gone: [/a, "/b {c}/"] }'],
    ['urls: { gone: { /a: 410, /b: /c/, "/d": "https://example.org/?e=f#g", "/e": / } }'],
    [
      'fields: { weight: false, aliases: false, title: { update: if-missing }, series: { value: [a, { b: 1 }, null] } }',
    ],
    ['fields: { pubDate: "{date}", series: office-hours, title: "{title}!", aliases: { update: append } }'],
    ['tags: { exclude: [a] }\nbody: "{description}"\nmissing: flag'],
    [
      'filters: { since: 30d, until: 2024-01-31, limit: 3, match: a, shorts: skip, live: publish, premieres: true, unlisted: false }',
    ],
    ['youtube: { apiRoot: "https://api.example.org", concurrency: 3, quotaLimit: 9, timeout: 60 }'],
  ])('accepted: %s', (yaml) => {
    const config = parse(yaml);
    expect([validate(config), validate.errors]).toEqual([true, null]);
    expect(v.safeParse(configSchema, config).issues).toBeUndefined();
  });

  test.each<[yaml: string]>([
    ['chanel: "@name"'],
    ['channel: 7'],
    ['content: ""'],
    ['videos: []'],
    ['urls: { pages: /v }'],
    ['urls: { gone: /a }'],
    ['urls: { gone: [410] }'],
    ['urls: { gone: { /a: 404 } }'],
    ['fields: { aliases: { value: [a] } }'],
    ['fields: { aliases: "{title}" }'],
    ['fields: { aliasesArchive: { update: always } }'],
    ['fields: { series: { update: if-missing } }'],
    ['fields: { title: { update: until-edite } }'],
    ['fields: { title: true }'],
    ['filters: { limit: 0 }'],
    ['filters: { shorts: no way }'],
    ['missing: delete'],
    ['youtube: { concurrency: 99 }'],
  ])('refused: %s', (yaml) => {
    const config = parse(yaml);
    expect(validate(config)).toBe(false);
    expect(v.is(configSchema, config)).toBe(false);
  });
});

test('editors complete the default fields by name, with their values', () => {
  const { properties } = schema.properties.fields;
  expect(Object.keys(properties)).toEqual(knownFields.map(({ key }) => key));
  expect(properties.duration.description).toContain('{duration}');
});

test('the reference lists every key once, with words on it', () => {
  const keys = listConfigKeys();
  const paths = keys.map(({ path }) => path);
  expect(new Set(paths).size).toBe(paths.length);
  expect(paths).toEqual(
    expect.arrayContaining(['channel', 'urls.page', 'fields', 'fields.<key>.update', 'youtube.timeout']),
  );
  expect(keys.filter(({ description, type }) => description === '' || type === '')).toEqual([]);
});
