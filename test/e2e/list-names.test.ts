import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { makeVideoId } from '../api/resources.ts';
import { readStamps, readText, writeFiles } from './files.ts';
import { makeFolder, runTubematter } from './run.ts';
import { makeSnapshot } from './snapshot.ts';

const id = makeVideoId(0);
const page = 'videos/one.md';
const jekyll = 'generator: jekyll\ncontent: videos\n';
const renamed = 'preset: minimal\ncontent: videos\nurls: { keys: { live: old_urls, archive: every_url } }\n';

async function importPage(cwd: string): Promise<Record<string, string[]>> {
  const { exitCode, stdout } = await runTubematter(['import', '--from', 'channel.json'], { cwd });
  expect([exitCode, stdout]).toEqual([0, expect.stringContaining('quota units')]);
  return parse(readText(cwd, page).split('---')[1] ?? '');
}

/** A page with lists under names of before, in a site of another config. */
function makeSite(config: string, ...lines: string[]): string {
  const own = [`videoId: ${id}`, 'title: One', 'slug: one', 'permalink: /v/one/', 'url: /v/one/', ...lines];
  return makeFolder({
    'tubematter.config.yaml': config,
    'channel.json': makeSnapshot([{ title: 'One' }]),
    [page]: `---\n${own.join('\n')}\n---\nBody\n`,
  });
}

describe.concurrent('lists under names of before', () => {
  test('a site moves from Hugo to Jekyll: redirect_from gets what was live, aliases stay as they are', async () => {
    const cwd = makeFolder({
      'tubematter.config.yaml': 'preset: minimal\ncontent: videos\nfile: one.md\n',
      'channel.json': makeSnapshot([{ title: 'One' }]),
    });
    const before = await importPage(cwd);
    expect(before['aliases']).toEqual([`/videos/${id}`]);
    writeFiles(cwd, {
      'tubematter.config.yaml': jekyll,
      [page]: readText(cwd, page).replace('\naliases:\n', '\npermalink: /talks/one/\naliases:\n- /mine\n'),
    });
    const after = await importPage(cwd);
    expect(after['aliases']).toEqual(['/mine', `/videos/${id}`]);
    expect(after['redirect_from']).toEqual(expect.arrayContaining(['/mine/', `/videos/${id}/`]));
    expect(after['aliasesArchive']).toContain('/mine');
  });

  test('a page with both names: the new list gets the entries of the old one once', async () => {
    const cwd = makeSite(jekyll, 'aliases: [/a, /b]', 'redirect_from: [/b, /c]');
    const first = await importPage(cwd);
    expect(first['aliases']).toEqual(['/a', '/b']);
    expect(first['redirect_from']?.slice(0, 3)).toEqual(['/b', '/c', '/a/']);
    expect(first['aliasesArchive']).toEqual(expect.arrayContaining(['/a', '/b', '/c']));
    const text = readText(cwd, page);
    await importPage(cwd);
    expect(readText(cwd, page)).toBe(text);

    writeFiles(cwd, { [page]: text.replace(', /a/]', ']') });
    const pruned = await importPage(cwd);
    expect(pruned['redirect_from']).toEqual(['/b', '/c']);
    expect(pruned['aliases']).toEqual(['/a', '/b']);
    expect(pruned['aliasesArchive']).toContain('/a');
  });

  test('a site moves from Jekyll to Hugo: what is taken out of aliases later stays out', async () => {
    const cwd = makeSite('preset: minimal\ncontent: videos\n', 'redirect_from: [/a/, /b, /c.html]');
    const { aliases } = await importPage(cwd);
    // Jekyll served /b from b.html.
    expect(aliases).toEqual(expect.arrayContaining(['/a/', '/b', '/b.html', '/c.html']));
    const stamps = readStamps(cwd);
    await importPage(cwd);
    expect(readStamps(cwd)).toEqual(stamps);
    writeFiles(cwd, { [page]: readText(cwd, page).replace('/a/, /b, ', '/b, ') });
    expect((await importPage(cwd))['aliases']).toEqual(aliases?.filter((url) => url !== '/a/'));
  });

  test('a site moves there and back: each time the list in use gets what the other one has', async () => {
    const hugo = 'preset: minimal\ncontent: videos\n';
    const cwd = makeSite(hugo, 'aliases: [/a/]');
    const rename = (url: string) =>
      writeFiles(cwd, { [page]: readText(cwd, page).replace(/^(url|permalink): .*$/gm, `$1: ${url}`) });
    const lists: (string[] | undefined)[] = [];
    for (const [number, config] of [hugo, jekyll, hugo, jekyll].entries()) {
      writeFiles(cwd, { 'tubematter.config.yaml': config });
      await importPage(cwd);
      rename(`/v/${number}/`);
      const pages = await importPage(cwd);
      lists.push(pages[config === jekyll ? 'redirect_from' : 'aliases']);
    }
    expect(lists[1]).toEqual(expect.arrayContaining(['/a/', '/v/one/', '/v/0/']));
    expect(lists[2]).toEqual(expect.arrayContaining(['/a/', '/v/one', '/v/0/', '/v/1']));
    expect(lists[3]).toEqual(expect.arrayContaining(['/a/', '/v/one/', '/v/0/', '/v/1/', '/v/2/']));
  });

  test('names of the config: both lists are filled', async () => {
    const cwd = makeSite(renamed, 'aliases: [/a]', 'aliasesArchive: [/a, /gone]');
    const first = await importPage(cwd);
    expect(first['old_urls']).toContain('/a');
    expect(first['every_url']).toEqual(expect.arrayContaining(['/a', '/gone']));
    expect([first['aliases'], first['aliasesArchive']]).toEqual([['/a'], ['/a', '/gone']]);
  });

  test("no entry takes another page's URL, nor the page's own", async () => {
    const cwd = makeSite(jekyll, 'aliases: [/v/one/, /other/, /x]');
    writeFiles(cwd, { 'videos/other.md': '---\ntitle: Other\npermalink: /other/\n---\n' });
    expect((await importPage(cwd))['redirect_from']).toEqual(['/x/']);
  });
});
