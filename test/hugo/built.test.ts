import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readText, writeFiles } from '../e2e/files.ts';
import { makeFolder, runTubematter } from '../e2e/run.ts';
import { findHugo, hugoVariables, runHugo, writeSite } from './hugo.ts';

const video = (id: string, ...lines: string[]) =>
  `---\ntitle: ${id}\nvideoId: ${id.padEnd(11, '0')}\n${lines.map((line) => `${line}\n`).join('')}---\n`;

/** A site with a page of each kind that has a URL. */
const content = {
  'content/_index.md': '---\ntitle: Home\n---\n',
  'content/about.md': '---\ntitle: About\naliases: [/who/]\n---\n',
  'content/videos/one.md': video('one', 'slug: first', 'aliases: [/one, relative]'),
  'content/videos/Two Words.md': video('two', 'slug: Größe + Öl', 'aliases: [/v/CaseStays, /a b/c.html]'),
  'content/videos/bundle/index.md': video('three', 'url: /own/place.html'),
  'content/videos/bundle/picture.png': 'no real picture',
};

const tubematter = (cwd: string, ...args: string[]) => runTubematter(['check', ...args], { cwd });

test.for(
  hugoVariables.flatMap((variable) =>
    ['https://example.org/', 'https://example.org/docs/'].map((base) => ({ variable, base })),
  ),
)(
  'Hugo ($variable) at $base: a slug that changes is seen, and so is its alias',
  async ({ variable, base }, context) => {
    const hugo = findHugo(variable);
    if ('reason' in hugo) return context.skip(hugo.reason);
    const site = makeFolder(content);
    writeSite(site, '/videos/:slug/');
    writeFiles(site, { 'hugo.toml': readText(site, 'hugo.toml').replace('https://example.org/', base) });
    const build = (folder: string) => {
      const { exitCode, stdout, stderr } = runHugo(hugo.path, site, ['--destination', folder]);
      expect(exitCode, stdout + stderr).toBe(0);
    };

    build('before');
    expect((await tubematter(site, '--built', 'before', '--urls', 'before.txt')).exitCode).toBe(0);
    const urls = readText(site, 'before.txt').trimEnd().split('\n');
    expect(urls).toEqual(urls.toSorted());
    expect(urls).toEqual(
      expect.arrayContaining([
        '/',
        '/about/',
        '/who/',
        '/videos/first/',
        '/one/',
        '/v/CaseStays/',
        '/a%20b/c.html',
        '/own/place.html',
      ]),
    );
    const page = 'content/videos/one.md';
    const text = readFileSync(join(site, page), 'utf8');

    writeFiles(site, { [page]: text.replace('slug: first', 'slug: second') });
    build('moved');
    for (const before of ['before', 'before.txt']) {
      const { exitCode, stdout } = await tubematter(site, '--built', 'moved', '--before', before);
      expect([exitCode, stdout]).toEqual([
        1,
        expect.stringMatching(
          /^\/videos\/first\/: dead: nothing serves it\.\n\d+ URLs looked up: .* 1 dead\.\n$/,
        ),
      ]);
    }

    writeFiles(site, {
      [page]: text.replace('slug: first', 'slug: second').replace('[/one', '[/videos/first, /one'),
    });
    build('kept');
    const kept = await tubematter(site, '--built', 'kept', '--before', 'before', '--verbose');
    expect([kept.exitCode, kept.stderr], kept.stdout).toEqual([0, '']);
    expect(kept.stdout).toContain('/videos/first/: redirected to /videos/second/\n');
    expect(kept.stdout).toContain('/one/: redirected to /videos/second/\n');

    // Its history too: all that the pages remember is answered, until the live alias is taken away.
    writeFiles(site, {
      'tubematter.config.yaml': 'content: content/videos\nurls: { page: "/videos/{slug}" }\n',
    });
    const history = await tubematter(site, '--built', 'kept');
    expect([history.exitCode, history.stdout]).toEqual([0, expect.stringMatching(/ 0 dead\.\n$/)]);
    const lost = await tubematter(site, '--built', 'moved');
    expect([lost.exitCode, lost.stdout]).toEqual([
      1,
      expect.stringContaining(`/videos/first: dead: nothing serves it (${page}).\n`),
    ]);

    // A redirect whose page is gone leads nowhere, absolute as Hugo writes it.
    cpSync(join(site, 'kept'), join(site, 'broken'), { recursive: true });
    writeFiles(site, {
      'broken/own/place.html': readText(site, 'kept/one/index.html').replaceAll('second', 'third'),
    });
    expect(existsSync(join(site, 'broken/videos/third'))).toBe(false);
    const broken = await tubematter(site, '--built', 'broken', '--before', 'before');
    expect([broken.exitCode, broken.stdout]).toEqual([
      1,
      expect.stringContaining('/own/place.html: dead: it leads to /videos/third/, which nothing serves.\n'),
    ]);
  },
);
