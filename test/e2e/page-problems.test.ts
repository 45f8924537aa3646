import { chmodSync, chownSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeVideoId, type VideoSpec } from '../api/resources.ts';
import { type Files, listPages, readFiles, readStamps, readText, writeFiles } from './files.ts';
import { parsePlan } from './plan-schema.ts';
import { makeFolder, runTubematter } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

const content = 'content/resources/videos';
const [healthy, troubled] = [makeVideoId(0), makeVideoId(1)];
const healthyPage = `${content}/${healthy}/index.md`;
const videos: VideoSpec[] = [{}, { duration: 'PT9S' }];

/** A page of the troubled video; `extra` stands in its front matter. */
const page = (extra = '') => `---\ntitle: Mine\nvideoId: ${troubled}\nduration: 1\n${extra}---\nText.\n`;

const conflict = (ours: string, theirs: string) => `<<<<<<< HEAD\n${ours}=======\n${theirs}>>>>>>> other\n`;

/**
 * Imports two videos over a site on which one has a troubled page: that is reported and left alone, its video gets no
 * second page, the other one is imported, exit 1.
 */
async function expectTrouble(
  files: Files,
  words: RegExp,
  prepare: (cwd: string) => void = () => {},
  specs = videos,
): Promise<void> {
  const cwd = makeFolder({ ...files, '../channel.json': makeSnapshot(specs) });
  prepare(cwd);
  const before = readFiles(cwd);
  const { exitCode, stdout, stderr } = await runTubematter(['import', '--from', '../channel.json'], { cwd });
  expect(stdout).toMatch(words);
  expect(stdout).toContain('1 created, 0 updated');
  expect(stdout).toContain('1 problem ');
  expect(stderr).not.toContain('tubematter:');
  expect(exitCode).toBe(1);
  const after = readFiles(cwd);
  for (const path of [healthyPage, `${content}/${healthy}/`, 'tubematter-lock.json']) {
    expect(after).toHaveProperty([path]);
    delete after[path];
  }
  for (const folder of ['content/', 'content/resources/', `${content}/`]) before[folder] = '';
  expect(after).toEqual(before);
}

describe.concurrent('a page with trouble is reported and left alone, and the others are imported:', () => {
  const elsewhere = `${content}/old/one.md`;
  const at = (line: number) => new RegExp(`Problem: ${content}/old/one\\.md:${line}: `);

  test.each<[name: string, text: string | Buffer, words: RegExp]>([
    [
      'an unclosed quote',
      page('note: "open\n'),
      /Problem: content\/resources\/videos\/old\/one\.md:\d+: .*left alone; fix its front matter/,
    ],
    ...Object.entries({
      YAML: page(`${conflict('b: 1\n', 'b: 2\n')}`),
      TOML: `+++\nvideoId = "${troubled}"\nd = 1\n${conflict('b = 1\n', 'b = 2\n')}+++\n`,
      JSON: `{\n"videoId": "${troubled}",\n"d": 1,\n${conflict('"b": 1\n', '"b": 2\n')}}\n`,
    }).map(([name, text]): [string, string, RegExp] => [
      `a merge conflict in ${name}`,
      text,
      new RegExp(`old/one\\.md:${name === 'YAML' ? 5 : 4}: .*a merge conflict is left in it`),
    ]),
    ['a tab', page('map:\n\tkey: 1\n'), at(6)],
    ['a key twice', page('duration: 2\n'), at(5)],
    ['YAML that explodes', page(makeBomb()), /Problem: content\/resources\/videos\/old\/one\.md/],
    [
      'no closing fence',
      page().replace('---\nText.', 'Text.'),
      /Problem: content\/resources\/videos\/old\/one\.md/,
    ],
    [
      'JavaScript',
      `---js\n{ title: "x", videoId: "${troubled}" }\n---\n`,
      /Problem: content\/resources\/videos\/old\/one\.md.*\bjs\b/,
    ],
    [
      'JavaScript that would run',
      `---js\n{ videoId: "${troubled}", x: require("fs").writeFileSync("ran", "") }\n---\n`,
      /\bjs\b/,
    ],
    [
      'broken JSON in braces',
      `{\n"title": "x"\n"videoId": "${troubled}" }\nText.\n`,
      /Problem: content\/resources\/videos\/old\/one\.md:3: .* JSON: comma expected/,
    ],
    ['a NUL', page('note: "a\0b"\n'), at(5)],
    ['an unknown tag', page('note: !!js/function "x"\n'), at(5)],
    [
      'broken JSON',
      `---json\n{ "videoId": "${troubled}", }\n---\n`,
      /Problem: content\/resources\/videos\/old\/one\.md:2: .*JSON/,
    ],
    [
      'broken TOML',
      `+++\ntitle = x\nvideoId = "${troubled}"\n+++\n`,
      /Problem: content\/resources\/videos\/old\/one\.md:2: /,
    ],
    [
      'JSON without its last brace',
      `{ "videoId": "${troubled}"\n\nx\n`,
      /Problem: content\/resources\/videos\/old\/one\.md:1: .* no closing "}"/,
    ],
    [
      'bytes that are no UTF-8',
      Buffer.from(page('note: caf\xe9\n'), 'latin1'),
      /old\/one\.md: it is not valid UTF-8/,
    ],
    [
      'such bytes in the body',
      Buffer.concat([Buffer.from(page()), Buffer.from([0xff])]),
      /old\/one\.md: .*UTF-8/,
    ],
    ['20 MB without an end', `${page().replace('---\nText.', '')}${'#'.repeat(20_000_000)}`, /old\/one\.md/],
  ])('%s', async (_, text, words) => {
    await expectTrouble({ [elsewhere]: text }, words);
  });

  test('two pages for one video', async () => {
    const files = { [elsewhere]: page(), [`${content}/two.md`]: page() };
    await expectTrouble(
      files,
      /videos\/old\/one\.md and content\/resources\/videos\/two\.md: these pages name one video, v000000001_,/,
    );
  });

  test('but not a translation, which stays as it is', async () => {
    const translation = page('subtitle: Ein Rad\n');
    const files = { [`${content}/one/index.md`]: page(), [`${content}/one/index.de.md`]: translation };
    const cwd = makeFolder({ ...files, '../channel.json': makeSnapshot(videos) });
    const { exitCode, stdout } = await runTubematter(['import', '--from', '../channel.json'], { cwd });
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('1 created, 1 updated')]);
    expect(readText(cwd, `${content}/one/index.de.md`)).toBe(translation);
    expect((await runTubematter(['check'], { cwd })).stdout).not.toContain('index.de.md');
  });

  test('one that is broken beside one that is not', async () => {
    const files = { [elsewhere]: page('note: "open\n'), [`${content}/two.md`]: page() };
    const cwd = makeFolder({ ...files, '../channel.json': makeSnapshot(videos) });
    const { exitCode, stdout } = await runTubematter(['import', '--from', '../channel.json'], { cwd });
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining('1 created, 1 updated')]);
    expect(readText(cwd, elsewhere)).toBe(files[elsewhere]);
  });

  test.each<[name: string, prepare: (folder: string) => void, words: RegExp]>([
    [
      'a folder where the page should be',
      (folder) => mkdirSync(join(folder, troubled, 'index.md'), { recursive: true }),
      /index\.md.* cannot be made/,
    ],
    [
      'a file where its folder should be',
      (folder) => writeFiles(folder, { [troubled]: 'mine' }),
      /could not be written|cannot be made/,
    ],
    [
      'a page of something else',
      (folder) => writeFiles(folder, { [`${troubled}/index.md`]: '# Mine\n' }),
      /v000000001_\/index\.md: the page of v000000001_ cannot be made.*Move that file/,
    ],
    [
      'a link that leads to a page outside',
      (folder) => {
        writeFiles(folder, { '../../../../outside.md': page() });
        symlinkSync('../../../../outside.md', join(folder, 'link.md'));
      },
      /link\.md: it is reached by a link that leads out of the content folder/,
    ],
    [
      'a link whose folder lies outside',
      (folder) => {
        writeFiles(folder, { '../../../../outside/x.txt': '' });
        symlinkSync('../../../../outside', join(folder, troubled));
      },
      /a link on the way leads out of the content folder/,
    ],
    [
      'a link that leads nowhere',
      (folder) => {
        mkdirSync(join(folder, troubled));
        symlinkSync('nowhere', join(folder, troubled, 'index.md'));
      },
      /v000000001_\/index\.md: the page of v000000001_ cannot be made/,
    ],
  ])('%s', async (_, prepare, words) => {
    await expectTrouble({}, words, (cwd) => {
      mkdirSync(join(cwd, content), { recursive: true });
      prepare(join(cwd, content));
    });
  });

  test('a video whose data cannot be used', async () => {
    await expectTrouble({}, /v000000001_: its data cannot be used \(snippet\.publishedAt: /, () => {}, [
      {},
      { publishedAt: 'yesterday' },
    ]);
  });
});

describe.concurrent('a path template', () => {
  test.each<[name: string, title: string, file: string]>([
    ['that gives a name which is too long', 'x'.repeat(300), `${'x'.repeat(180)}.md`],
    ['that leads out of the folder', '../../../../../escaped', 'escaped.md'],
    ['that gives two videos one path', 'SAMPLE video 0', 'Sample video 0-2.md'],
    ['that gives a NUL', 'a\0/../b', 'a .. b.md'],
  ])('%s', async (_, title, file) => {
    const cwd = makeFolder({
      'tubematter.config.yaml': "file: '{title}.md'\n",
      '../channel.json': makeSnapshot([{}, { title }]),
    });
    const outside = readdirSync(join(cwd, '..'));
    const { exitCode, stdout } = await runTubematter(['import', '--from', '../channel.json', '--json'], {
      cwd,
    });
    expect([exitCode, parsePlan(stdout).problems]).toEqual([0, []]);
    expect(listPages(cwd).map((path) => path.slice(content.length + 1))).toContain(file);
    expect(listPages(cwd)).toHaveLength(2);
    expect(readdirSync(join(cwd, '..'))).toEqual(outside);
  });
});

describe.concurrent('a read-only', () => {
  // Permissions do not bind root, so the command runs as nobody there.
  const nobody = process.getuid?.() === 0 ? 65_534 : undefined;
  const asOwner = nobody === undefined ? {} : { uid: nobody };

  function makeReadOnly(cwd: string, paths: string[]): void {
    for (const path of ['..', '../channel.json', '.', ...Object.keys(readFiles(cwd))]) {
      if (nobody !== undefined) chownSync(join(cwd, path), nobody, nobody);
    }
    for (const path of paths) chmodSync(join(cwd, path), 0o555);
  }

  async function canRun(): Promise<boolean> {
    const cwd = makeFolder();
    chmodSync(join(cwd, '../..'), 0o755);
    return runTubematter(['--version'], { cwd, ...asOwner }).then(
      ({ exitCode }) => exitCode === 0,
      () => false,
    );
  }

  test("page's folder: that page is reported, the others are imported", async ({ skip }) => {
    skip(!(await canRun()), 'the user nobody cannot read this checkout');
    const cwd = makeFolder({ [`${content}/old/one.md`]: page(), '../channel.json': makeSnapshot(videos) });
    makeReadOnly(cwd, [`${content}/old`]);
    const run = await runTubematter(['import', '--from', '../channel.json'], { cwd, ...asOwner });
    expect(run.stdout).toContain(
      `Problem: ${content}/old/one.md: it could not be written: permission was denied.`,
    );
    expect([run.exitCode, run.stdout]).toEqual([1, expect.stringContaining('1 created, 0 updated')]);
    expect(readText(cwd, `${content}/old/one.md`)).toBe(page());
    expect(listPages(cwd)).toEqual([`${content}/old/one.md`, healthyPage].sort());
  });

  test('content folder is refused before anything changes', async ({ skip }) => {
    skip(!(await canRun()), 'the user nobody cannot read this checkout');
    const cwd = makeFolder({ [`${content}/old/one.md`]: page(), '../channel.json': makeSnapshot(videos) });
    makeReadOnly(cwd, [content]);
    const before = readFiles(cwd);
    const run = await runTubematter(['import', '--from', '../channel.json'], { cwd, ...asOwner });
    expect(run).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringContaining('permission was denied'),
    });
    expect(readFiles(cwd)).toEqual(before);
  });
});

describe('a large site', () => {
  test('of 20,000 files of other people and a page of 20 MB: that page is edited, no other byte changes', async () => {
    const foreign = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, number) => [
        `${content}/foreign/${number}.md`,
        `---\ntitle: ${number}\n---\nText.\n`,
      ]),
    );
    const body = 'A line of mine.\n'.repeat(20_000_000 / 16);
    const cwd = makeFolder({ ...foreign, '../channel.json': makeSnapshot(videos) });
    writeFiles(cwd, { [`${content}/old/one.md`]: page() + body });
    const before = readStamps(join(cwd, content, 'foreign'));
    const { exitCode, stdout } = await runTubematter(['import', '--from', '../channel.json'], { cwd });
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('1 created, 1 updated, 0 unchanged')]);
    expect(readStamps(join(cwd, content, 'foreign'))).toEqual(before);
    const after = readText(cwd, `${content}/old/one.md`);
    expect(after.slice(0, 1000)).toMatch(/^title: Mine\n[\s\S]*^duration: 9$/m);
    expect(after.endsWith(`\n---\nText.\n${body}`)).toBe(true);
  });
});

function makeBomb(): string {
  const levels = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
  const lists = levels.map(
    (name, at) =>
      `${name}: &${name} [${Array(9)
        .fill(at === 0 ? 'x' : `*${levels[at - 1]}`)
        .join(', ')}]`,
  );
  return `${lists.join('\n')}\n`;
}
