import { expect, test } from 'vitest';
import { defaults } from '../../src/config/keys.ts';
import { listConfigKeys } from '../../src/config/reference.ts';
import { knownGenerators } from '../../src/generators/known-generators.ts';
import { readFiles } from './files.ts';
import { makeFolder, runTubematter } from './run.ts';

interface Shown {
  key: string;
  value: unknown;
  from: { kind: string; name?: string; file?: string; line?: number | null };
}

async function show(
  files: Record<string, string>,
  args: string[] = [],
  env: Record<string, string> = {},
): Promise<{ keys: Shown[]; find: (key: string) => string | undefined }> {
  const cwd = makeFolder(files);
  const { exitCode, stdout, stderr } = await runTubematter(['config', '--json', ...args], { cwd, env });
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(readFiles(cwd)).toEqual(files);
  const keys: Shown[] = JSON.parse(stdout).keys;
  const find = (key: string) => {
    const found = keys.find((shown) => shown.key === key);
    if (!found) return undefined;
    const { kind, name, file, line } = found.from;
    return [JSON.stringify(found.value), kind, name, file, line]
      .filter((part) => part !== undefined)
      .join(' ');
  };
  return { keys, find };
}

const config = `# a comment
generator: hugo
preset: minimal
urls:
  page: /talks/{slug}
  gone: [/x]
filters: { shorts: false, match: 'a' }
fields:
  weight: 7
  tags: false
  params.id: '{videoId}'
youtube:
  timeout: 60
`.replace('weight: 7', 'weight: { value: 7 }');

test('says of every key where its value comes from', async () => {
  const { find, keys } = await show(
    { 'tubematter.config.yaml': config },
    ['--timeout', '30', '--video', 'wnztP0aod9c'],
    { YOUTUBE_API_ROOT: 'http://127.0.0.1:9' },
  );
  const file = 'file tubematter.config.yaml';
  expect(Object.fromEntries(keys.map(({ key }) => [key, find(key)]))).toMatchObject({
    generator: `"hugo" ${file} 2`,
    preset: `"minimal" ${file} 3`,
    videos: '["wnztP0aod9c"] flag --video',
    content: '"content/videos" preset minimal',
    format: '"yaml" default',
    'urls.keys.live': '"aliases" generator hugo',
    'urls.page': `"/talks/{slug}" ${file} 5`,
    'urls.aliases': '["/videos/{videoId}"] preset minimal',
    'urls.gone': `[{"from":"/x","to":null}] ${file} 6`,
    'filters.shorts': `"skip" ${file} 7`,
    'filters.match': `"a" ${file} 7`,
    'filters.live': '"skip" default',
    'filters.unlisted': '"draft" generator hugo',
    'fields.title': '{"value":"{title}","update":"until-edited"} preset minimal',
    'fields.weight': `{"value":7,"update":"if-missing"} ${file} 9`,
    'fields.tags': `false ${file} 10`,
    'fields.params.id': `{"value":"{videoId}","update":"until-edited"} ${file} 11`,
    'youtube.timeout': '30 flag --timeout',
    'youtube.apiRoot': '"http://127.0.0.1:9" variable YOUTUBE_API_ROOT',
  });
  expect(find('filters.since')).toBeUndefined();
});

test('shows the same for people', async () => {
  const cwd = makeFolder({ 'tubematter.config.yaml': config });
  const { stdout } = await runTubematter(['config', '--content', 'talks'], { cwd });
  expect(stdout).toMatch(/^urls\.page +"\/talks\/\{slug\}" {2}\(tubematter\.config\.yaml:5\)$/m);
  expect(stdout).toMatch(/^content +"talks" {2}\(--content\)$/m);
  expect(stdout).toMatch(/^file +"\{videoId\}\/index\.md" {2}\(preset minimal\)$/m);
});

test('without a config nothing comes from a file, and every key with a default is there', async () => {
  const { keys } = await show({});
  expect(keys.filter(({ from }) => from.kind === 'file')).toEqual([]);
  const shown = keys.map(({ key }) => key);
  const known = listConfigKeys().map(({ path }) => path);
  expect(shown.filter((key) => !key.startsWith('fields.') && !known.includes(key))).toEqual([]);
  expect(shown).toEqual(
    expect.arrayContaining(['lockfile', 'missing', 'redirects', 'preset', 'fields.videoId']),
  );
  expect(keys.find(({ key }) => key === 'content')).toMatchObject({
    value: defaults.content,
    from: { kind: 'preset', name: 'seed' },
  });
});

test.each([
  ['tubematter.config.json', '{\n  "generator": "astro",\n  "content": "talks"\n}\n', 3],
  ['tubematter.config.mjs', 'export default { generator: "astro", content: "talks" };\n', null],
  ['tubematter.config.yaml', '\n# x\r\ngenerator: astro\r\ncontent: talks', 4],
])('knows the lines of %s', async (name, text, line) => {
  const { keys } = await show({ [name]: text });
  expect(keys.find(({ key }) => key === 'content')).toEqual({
    key: 'content',
    value: 'talks',
    from: { kind: 'file', file: name, line },
  });
});

test('a config that is wrong is refused as everywhere', async () => {
  const cwd = makeFolder({ 'tubematter.config.yaml': 'contents: x\n' });
  const { exitCode, stderr } = await runTubematter(['config'], { cwd });
  expect([exitCode, stderr]).toEqual([
    2,
    expect.stringMatching(/contents: is not a key here, did you mean content\?/),
  ]);
});

test.each(['minimal', 'seed'])('help preset %s says what it sets for each generator', async (name) => {
  const cwd = makeFolder();
  const { exitCode, stdout } = await runTubematter(['help', 'preset', name], { cwd });
  expect(exitCode).toBe(0);
  const parts = stdout.split(/^(?=generator: )/m);
  const having = knownGenerators.filter(({ presets }) => name in presets);
  expect(parts.map((part) => part.split('\n')[0])).toEqual(
    having.map((generator) => `generator: ${generator.name}`),
  );
  for (const [at, generator] of having.entries()) {
    const preset = name === 'seed' ? generator.presets.seed : generator.presets.minimal;
    for (const { key } of preset?.fields ?? []) expect(parts[at]).toContain(`  fields.${key} `);
    expect(parts[at]).toContain(JSON.stringify(preset?.file));
  }
});

test('help preset takes a generator too, and the topic in the plural', async () => {
  const cwd = makeFolder();
  const { stdout } = await runTubematter(['help', 'presets', 'hugo'], { cwd });
  expect(stdout.match(/^(generator|preset): .*$/gm)).toEqual([
    ...['generator: hugo', 'preset: minimal'],
    ...['generator: hugo', 'preset: seed'],
  ]);
});

test('help preset names those that there are', async () => {
  const cwd = makeFolder();
  const { stdout } = await runTubematter(['help', 'preset'], { cwd });
  expect(stdout.match(/^preset: .*$/gm)).toEqual(
    knownGenerators.flatMap(({ presets }) => Object.keys(presets).map((name) => `preset: ${name}`)),
  );
  const { exitCode, stderr } = await runTubematter(['help', 'preset', 'big'], { cwd });
  expect([exitCode, stderr]).toEqual([
    2,
    'tubematter: There is no preset big.\nPresets: minimal, seed. Those of one generator: hugo, eleventy, astro, jekyll.\n',
  ]);
});
