import { sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Files, readFiles } from './files.ts';
import { apiKey, makeFolder, runTubematter } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

const env = { YOUTUBE_API_KEY: apiKey, YOUTUBE_API_ROOT: 'http://127.0.0.1:9' };
const snapshot = makeSnapshot([{}, {}]);

/** Exit 2, nothing on stdout, the words on stderr and no more than a few lines of them, and nothing written. */
async function expectRefusal(args: string[], words: RegExp, files: Files = {}): Promise<void> {
  const cwd = makeFolder({ 'channel.json': snapshot, 'content/notes.md': 'mine\n', ...files });
  const before = readFiles(cwd);
  const { exitCode, stdout, stderr } = await runTubematter(args, { cwd, env });
  expect(stderr).toMatch(words);
  expect(stderr).toMatch(/^tubematter: /m);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(readFiles(cwd)).toEqual(before);
}

describe.concurrent('the command line', () => {
  test.each<[args: string, words: RegExp]>([
    [
      'import --chanel @sample',
      /Unknown option '--chanel' \(Did you mean --channel\?\)\nSee tubematter import --help/,
    ],
    ['import --from channel.json --dryrun', /--dry-run/],
    ['diff --from channel.json --dry-run', /Unknown option '--dry-run'/],
    ['fetch --channel @sample --sav x.json', /Did you mean --save\?/],
    ['improt', /Unknown command 'improt' \(Did you mean import\?\)\nSee tubematter --help/],
    ['help improt', /Unknown command or topic 'improt' \(Did you mean import\?\)\nSee tubematter --help/],
    ['help url', /Unknown command or topic 'url'\nSee tubematter --help/],
    [
      '--channel @sample',
      /Unknown option '--channel'\nFlags go after the command: tubematter import --channel/,
    ],
    ['import --dry --from channel.json', /Unknown option '--dry'\nDid you mean --dry-run\?/],
    [
      'import --channel @sample --api-key=not-to-be-shown',
      /Unknown option '--api-key'\nThe key is only read from YOUTUBE_API_KEY, .*docs\/key\.md/,
    ],
    [
      'import --from channel.json --output x',
      /Unknown option '--output'\n--output is a flag of tubematter redirects/,
    ],
    ['check -v', /Unknown option '-v'\nSee tubematter check --help/],
    ['-v', /Unknown option '-v'\nDid you mean -V\?/],
    ['import channel.json', /Too many arguments.*\nDid you mean --from channel\.json\?/],
    ['diff @sample', /Too many arguments.*\nDid you mean --channel @sample\?/],
    ['check content', /Too many arguments.*\nSee tubematter check --help/],
    ['import --channel', /'--channel <.*>' argument missing/],
    ['import --channel @sample --playlist PLsample', /--channel.* cannot be used with .*--playlist/],
    ['import --from channel.json --channel @sample', /--from.* cannot be used with .*--channel/],
    ['import --from channel.json --refresh list', /--refresh.* cannot be used with .*--from/],
    ['import', /No channel given.*\nGive --channel/],
    ['import --channel sample', /"sample" is not a YouTube channel\.\n.*@sample/],
    ['import --channel https://www.youtube.com/c/sample', /custom addresses.*\n.*@handle/],
    ['import --channel PLsamplePlaylist00000000000001', /is not a YouTube channel\.\n.*--playlist/],
    ['import --playlist WL', /private list/],
    ['import --video no-video', /"no-video" is not a YouTube video\.\n.*11 characters/],
    [
      'import --from channel.json --since yesterday',
      /--since.* 'yesterday' is invalid\. It must be a date .*30d/,
    ],
    [
      'import --from channel.json --until 2024-02-30',
      /--until.* '2024-02-30' is invalid\. It must be a date /,
    ],
    ['import --from channel.json --match (', /--match.* '\(' is invalid\. It is not a regular expression/],
    [
      'import --from channel.json --content channel.json',
      /content folder .*channel\.json cannot be written: a file is where a folder should be/,
    ],
    [
      'diff --from channel.json --content channel.json',
      /content folder .*channel\.json cannot be read: a file is where a folder should be/,
    ],
    ['import --from channel.json --limit 0', /--limit.* '0' is invalid.* whole number/],
    ['import --channel @sample --quota-limit many', /--quota-limit.* 'many' is invalid/],
    ['import --channel @sample --timeout 0', /--timeout.* '0' is invalid/],
    [
      'import --channel @sample --concurrency 17',
      /--concurrency.* '17' is invalid\. It must be .* from 1 to 16/,
    ],
    ['--quiet', /No command given\.\nSee tubematter --help/],
    [
      'import --channel @sample --api-root http://api.example.com',
      /not https: the key would travel unencrypted/,
    ],
    ['import --channel @sample --api-root nowhere', /--api-root.* is not a web address/],
    ['import --channel @sample --api-root https://api.example.com/youtube', /must not have a path/],
  ])('%s', async (args, words) => {
    await expectRefusal(args.split(' '), words);
  });

  test.each(['--content', '--from', '--save', '--config'])('%s with an empty value', async (flag) => {
    const source = flag === '--from' ? [] : ['--from', 'channel.json'];
    await expectRefusal(['import', ...source, flag, ''], new RegExp(`${flag}.*empty`));
  });
});

describe.concurrent('a snapshot', () => {
  test.each<[name: string, file: string, files: Files, words: RegExp]>([
    ['that is not there', 'nope.json', {}, /nope\.json cannot be read: it does not exist\.\n.*--from/],
    ['that is a folder', 'content', {}, /content cannot be read: a folder is where a file should be/],
    ['that is no JSON', 'a.json', { 'a.json': '{"items": [' }, /a\.json is not JSON/],
    [
      'of something else',
      'a.json',
      { 'a.json': '{"items": [{"kind": "youtube#channel"}]}' },
      /not a snapshot/,
    ],
    ['that is a text', 'a.json', { 'a.json': '"items"' }, /not a snapshot.*\n.*tubematter fetch --save/],
    [
      'of a newer version',
      'a.json',
      { 'a.json': makeSnapshot([], { version: 2 }) },
      /newer tubematter.*\nUpdate/,
    ],
    ['that is damaged', 'a.json', { 'a.json': makeSnapshot([], { items: {} }) }, /damaged snapshot: items: /],
  ])('%s', async (_, file, files, words) => {
    await expectRefusal(['import', '--from', file], words, files);
  });
});

test.skipIf(sep === '\\').each([
  ['import --content content\\videos', '--content', 'content/videos'],
  ['diff --save out\\channel.json', '--save', 'out/channel.json'],
  ['import --report out\\report.md', '--report', 'out/report.md'],
  ['fetch --save out\\channel.json', '--save', 'out/channel.json'],
  ['redirects --format json --output static\\list.json', '--output', 'static/list.json'],
  ['import', 'The key `content`', 'content/videos', 'content: content\\videos\n'],
  ['diff', 'The key `lockfile`', 'state/lock.json', 'lockfile: state\\lock.json\n'],
])('%s: a path of Windows is named as what it is, %s', async (args, by, right, config = '') => {
  const source = /^(import|diff|fetch)/.test(args) ? ['--from', 'channel.json'] : [];
  await expectRefusal(
    [...args.split(' '), ...source],
    new RegExp(`^tubematter: ${by} has a backslash, .*\nWrite ${right} instead`),
    { 'tubematter.config.yaml': config },
  );
});

test('a page file of the config has no backslash, on no system', async () => {
  const config = 'file: videos\\{slug}.md\n';
  await expectRefusal(['import', '--from', 'channel.json'], /file: must have \/ between folders/, {
    'tubematter.config.yaml': config,
  });
});

test.each(['import', 'import --dry-run', 'diff'])(
  '%s leaves the lockfile of a newer version alone',
  async (args) => {
    await expectRefusal(
      [...args.split(' '), '--from', 'channel.json'],
      /lockfile \S+lock\.json was written by a newer tubematter.*\nUpdate/,
      {
        'channel.json': makeSnapshot([{ title: 'One' }]),
        'tubematter-lock.json': '{"version":3,"pages":[\n]}\n',
      },
    );
  },
);

const errors = {
  chanel: '@sample',
  content: 7,
  file: '../{videoId}.md',
  urls: { page: 'videos/{slugg}', pruneAliases: 'old' },
  fields: {
    title: { value: '{titel}', update: 'until-edite' },
    titl: { update: 'until-edited' },
    series: { valeu: 1 },
  },
  filters: { since: 'soon', limit: -1, match: '(', shorts: 'no', lives: true },
  missing: 'delete',
  youtube: { concurrency: 99, apiKey: 'x' },
};

describe.concurrent('a config', () => {
  test.each<[file: string, text: string]>([
    ['tubematter.config.yaml', JSON.stringify(errors, null, 2)],
    ['tubematter.config.json', JSON.stringify(errors)],
    ['tubematter.config.mjs', `export default ${JSON.stringify(errors)};`],
  ])('%s: all errors at once, each with its key and the nearest one', async (file, text) => {
    const cwd = makeFolder({ 'channel.json': snapshot, [file]: text });
    const before = readFiles(cwd);
    const { exitCode, stderr } = await runTubematter(['import', '--from', 'channel.json'], { cwd, env });
    const lines = stderr.trim().split('\n');
    expect(lines[0]).toMatch(new RegExp(`The config .*${file} has ${lines.length - 2} errors:$`));
    for (const words of [
      /^ {2}chanel: is not a key here, did you mean channel\?$/,
      /^ {2}content: .*must be a string/,
      /^ {2}file: must be a path below the content folder that ends in \.md$/,
      /^ {2}urls\.page: has an unknown token \{slugg\}, did you mean slug\?$/,
      /^ {2}urls\.page: must begin with one \/$/,
      /^ {2}urls\.pruneAliases: must be an age such as 30d/,
      /^ {2}fields\.title\.value: has an unknown token \{titel\}, did you mean title\?$/,
      /^ {2}fields\.title\.update: .*"on-create"\|"if-missing"\|"until-edited"\|"always"\|"append"/,
      /^ {2}fields\.titl: needs a value, did you mean title\?$/,
      /^ {2}fields\.series\.valeu: is not a key here, did you mean value\?$/,
      /^ {2}filters\.since: must be a date/,
      /^ {2}filters\.limit: /,
      /^ {2}filters\.match: is not a regular expression/,
      /^ {2}filters\.shorts: .*"publish"\|"draft"\|"skip"/,
      /^ {2}filters\.lives: is not a key here, did you mean live\?$/,
      /^ {2}missing: .*"report"\|"flag"/,
      /^ {2}youtube\.concurrency: /,
      /^ {2}youtube\.apiKey: is not a key here/,
    ]) {
      expect(lines).toContainEqual(expect.stringMatching(words));
    }
    expect(exitCode).toBe(2);
    expect(readFiles(cwd)).toEqual(before);
  });

  test.each<[name: string, files: Files, words: RegExp]>([
    [
      'with a tab',
      { 'tubematter.config.yaml': 'content: x\n\tpath: y\n' },
      /tubematter\.config\.yaml is not valid YAML: line 2/,
    ],
    [
      'with a token that needs quotes',
      { 'tubematter.config.yaml': 'urls:\n  aliases: [/v/{videoId}]\n' },
      /is not valid YAML: line 2: .*\n.*a token needs quotes: \['/,
    ],
    [
      'with a handle that needs quotes',
      { 'tubematter.config.yaml': 'content: x\nchannel: @name # ours\n' },
      /is not valid YAML: line 2: .*\nWrite it in quotes: "@name"\.\n$/,
    ],
    [
      'with a key',
      { 'tubematter.config.yaml': 'apiKey: opensesame\n' },
      /^ {2}apiKey: .* YOUTUBE_API_KEY, .*docs\/key\.md.*\n/m,
    ],
    [
      'with an update rule that is none',
      { 'tubematter.config.yaml': 'fields: { title: { update: until-edite } }\n' },
      /fields\.title\.update: .*"until-edited".*, did you mean until-edited\?/,
    ],
    [
      'that is cut off',
      { 'tubematter.config.json': '{"content": ' },
      /tubematter\.config\.json is not valid JSON/,
    ],
    [
      'that throws',
      { 'tubematter.config.mjs': 'throw new Error("no luck")' },
      /cannot be loaded: no luck\n.*default/,
    ],
    ['that exports nothing', { 'tubematter.config.mjs': 'export const content = "x";' }, /default export/],
    ['that is a list', { 'tubematter.config.yaml': '- content: x\n' }, /must be a map of keys/],
    ['that is a folder', { 'tubematter.config.yaml/x': '' }, /config.* cannot be read/],
    [
      'that gives one of the URL lists a value',
      { 'tubematter.config.yaml': 'fields: {aliases: {value: [a]}}' },
      /fields\.aliases: .*`urls`/,
    ],
    [
      'without an id',
      { 'tubematter.config.yaml': 'fields: {videoId: false, ResourceId: false}' },
      /fields: must keep videoId/,
    ],
    [
      'with the URL of a video under a key that names none',
      { 'tubematter.config.yaml': "fields: {videoId: false, ResourceId: false, watch: '{watchUrl}'}" },
      /No page would be found again: watch is not known/,
    ],
  ])('%s', async (_, files, words) => {
    await expectRefusal(['import', '--from', 'channel.json'], words, files);
  });

  test('of another kind', async () => {
    const files = { 'hugo.toml': 'title = "x"\n' };
    const args = ['diff', '--from', 'channel.json', '--config', 'hugo.toml'];
    await expectRefusal(args, /hugo\.toml has an unsupported extension\.\n.*\.yaml, \.yml/, files);
  });

  test('that is named and not there', async () => {
    await expectRefusal(
      ['diff', '--from', 'channel.json', '--config', 'no.yaml'],
      /no\.yaml cannot be read: it does not exist\.\n.*--config/,
    );
  });
});
