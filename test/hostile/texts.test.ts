import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import matter from 'gray-matter';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { VideoSpec } from '../api/resources.ts';
import { listPages, readFiles } from '../e2e/files.ts';
import { makeSnapshot } from '../e2e/snapshot.ts';
import { assertProperty, readParameters } from '../history/parameters.ts';
import { readHtml } from './html.ts';
import { importSnapshot, inFolder } from './site.ts';
import { asKept, asKeptLine, asKeptTags, eachPiece, type Texts, texts } from './texts.ts';

const config = {
  fields: {
    channel: { value: '{channelTitle}', update: 'until-edited' },
    both: { value: '{title} – {channelTitle}' },
  },
};

/** The whole way: a snapshot is imported, the pages are read by three YAML parsers, and a second import rests. */
async function expectKept(videos: Texts[]): Promise<void> {
  await inFolder(async (folder) => {
    const snapshot = makeTextSnapshot(videos);
    const result = await importSnapshot(folder, snapshot, config);
    expect(result).toMatchObject({ exitCode: 0, plan: { problems: [] } });
    const changes = 'plan' in result ? result.plan.changes : [];
    expect(listPages(folder)).toEqual(changes.map(({ path }) => `pages/${path}`).sort());
    for (const change of changes) {
      const said = videos[Number.parseInt(change.videoId.slice(1, -1), 36)];
      if (!said || change.action !== 'create') throw new Error(`There is no video ${change.videoId}.`);
      const bytes = readFileSync(join(folder, 'pages', change.path));
      expect(isUtf8(bytes)).toBe(true);
      const page = splitPage(bytes.toString('utf8'));
      const meant = Object.fromEntries(change.fields.map(({ key, value }) => [key, value]));
      for (const values of readThrice(page.frontMatter)) expect(values).toEqual(meant);
      const tags = asKeptTags(said.tags);
      const [title, channel] = [asKeptLine(said.title), asKeptLine(said.channelTitle)];
      expect(meant).toMatchObject({ title, tags, channel, both: `${title} – ${channel}` });
      expect(meant['description']).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      expectHarmless(page.body, said);
    }
    const files = readFiles(folder);
    expect(await importSnapshot(folder, snapshot, config)).toMatchObject({
      exitCode: 0,
      plan: { changes: [] },
    });
    expect(readFiles(folder)).toEqual(files);
  });
}

function makeTextSnapshot(videos: Texts[]): string {
  const specs = videos.map(({ channelTitle: _, ...spec }): VideoSpec => spec);
  const snapshot = JSON.parse(makeSnapshot(specs));
  for (const [at, { channelTitle }] of videos.entries())
    snapshot.items[at].snippet.channelTitle = channelTitle;
  return JSON.stringify(snapshot);
}

function splitPage(text: string): { frontMatter: string; body: string } {
  const [, frontMatter = '', body = ''] = /^---\n(.*?\n)---\n(.*)$/s.exec(text) ?? [];
  return { frontMatter, body };
}

/** By `yaml` as YAML 1.2 and 1.1, and by gray-matter's own parser, js-yaml. Dates become text again. */
function readThrice(frontMatter: string): Record<string, unknown>[] {
  const page = matter(`---\n${frontMatter}---\n`, { language: 'yaml' });
  return [parse(frontMatter), parse(frontMatter, { version: '1.1' }), page.data].map((values) => {
    const { date } = values as { date: string | Date };
    return { ...values, date: typeof date === 'string' ? date : date.toISOString().replace('.000Z', 'Z') };
  });
}

/** The body reads as the description does, and holds nothing that Hugo or a browser would run. */
function expectHarmless(body: string, { description }: Texts): void {
  expect(body).not.toMatch(/\{\{[<%]|<!--/);
  const html = micromark(body, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
  });
  const tags = html.match(/<[^>]*>/g) ?? [];
  expect(tags.filter((tag) => !harmless.test(tag))).toEqual([]);
  expect(withoutSpace(readHtml(html))).toBe(`${withoutSpace(asKept(description))}WatchonYouTube`);
}

/** What is left when gaps and line breaks do not count. */
const withoutSpace = (text: string) => text.replace(/\s/gu, '');
const harmless = /^<(\/?p|br \/|\/a|a href="((https?|ftp):\/\/|mailto:)[^"]*")>$/i;

test('each hostile piece by itself', async () => {
  await expectKept(eachPiece);
});

test('hostile texts reach the pages as the same texts', { timeout: 0 }, async () => {
  await assertProperty(
    fc.asyncProperty(fc.array(texts, { minLength: 1, maxLength: 6 }), expectKept),
    readParameters(150),
    'test/hostile/texts.test.ts',
  );
});
