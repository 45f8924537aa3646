import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeVideoId, type VideoSpec } from '../api/resources.ts';
import { listPages } from '../e2e/files.ts';
import { makeFolder, runTubematter } from '../e2e/run.ts';
import { makeSnapshot } from '../e2e/snapshot.ts';
import { readParameters } from '../history/parameters.ts';
import { findHugo, hugoVariables, runHugo } from '../hugo/hugo.ts';
import { readHtml } from './html.ts';
import { asKeptLine, asKeptTags, eachPiece, type Texts, texts } from './texts.ts';

/** A site that lets raw HTML through, as many do: what is not escaped would run. */
const site = {
  'hugo.yaml':
    'baseURL: https://example.org/\ntitle: Site\nmarkup: { goldmark: { renderer: { unsafe: true } } }\n',
  'layouts/_default/baseof.html': '<!doctype html><html><body>{{ block "main" . }}{{ end }}</body></html>',
  'layouts/_default/list.html':
    '{{ define "main" }}{{ range .Pages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ end }}',
  'layouts/_default/single.html': `{{ define "main" }}<h1>{{ .Title }}</h1>
<p id="id">{{ .Params.videoId }}</p><p id="description">{{ .Description }}</p>
{{ range .Params.tags }}<b>{{ . }}</b>{{ end }}
{{ range .GetTerms "tags" }}<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>{{ end }}
<main>{{ .Content }}</main>{{ end }}`,
};

interface BuiltPage {
  html: string;
  title: string;
  tags: string[];
  body: string;
}

/** The built pages of videos, by video id. */
function readBuilt(folder: string): Map<string, BuiltPage> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.html'),
  );
  const pages = new Map<string, BuiltPage>();
  for (const file of files) {
    const html = readFileSync(join(folder, file), 'utf8');
    const [, id] = /<p id="id">(.*?)<\/p>/.exec(html) ?? [];
    if (id === undefined) continue;
    const all = (tag: string) =>
      [...html.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, 'gs'))].map(([, text = '']) => readHtml(text));
    pages.set(id, {
      html,
      title: all('h1')[0] ?? '',
      tags: all('b'),
      body: /<main>(.*)<\/main>/s.exec(html)?.[1] ?? '',
    });
  }
  return pages;
}

test.for(hugoVariables)(
  'Hugo (%s) builds 500 hostile pages: titles come out as text, and nothing runs',
  async (variable, { skip }) => {
    const hugo = findHugo(variable);
    if ('reason' in hugo) return skip(hugo.reason);
    const { seed = 20_241_124 } = readParameters(0);
    const videos: Texts[] = [...eachPiece, ...fc.sample(texts, { numRuns: 550 - eachPiece.length, seed })];
    const cwd = makeFolder({
      ...site,
      '../channel.json': makeSnapshot(videos.map(({ channelTitle: _, ...spec }): VideoSpec => spec)),
    });
    const run = await runTubematter(['import', '--from', '../channel.json'], { cwd });
    expect([run.exitCode, run.stdout]).toEqual([0, expect.stringContaining(`${videos.length} created`)]);
    expect(listPages(cwd).length).toBeGreaterThanOrEqual(500);

    const build = runHugo(hugo.path, cwd, ['--printPathWarnings']);
    const output = build.stdout + build.stderr;
    expect(build.exitCode, output).toBe(0);
    expect(listWarnings(output)).toEqual([]);

    const pages = readBuilt(join(cwd, 'public'));
    expect(pages.size).toBe(videos.length);
    for (const [number, said] of videos.entries()) {
      const page = pages.get(makeVideoId(number));
      if (!page) throw new Error(`The page of ${makeVideoId(number)} was not built.`);
      expect(page.title).toBe(asKeptLine(said.title));
      expect(page.tags).toEqual(asKeptTags(said.tags));
      expectNothingRuns(page.html);
      expect(page.body.match(/<(?!\/?(p|br|a)\b)[^>]*>/g) ?? []).toEqual([]);
    }
    for (const file of readdirSync(join(cwd, 'public'), { recursive: true, encoding: 'utf8' })) {
      if (file.endsWith('.html')) expectNothingRuns(readFileSync(join(cwd, 'public', file), 'utf8'));
    }
  },
);

/** What Hugo warns of, but for the pages of its terms: two tags such as `a` and `a:` share one. */
function listWarnings(output: string): string[] {
  const [, paths = ''] = /^WARN {2}Duplicate target paths: (.*)$/m.exec(output) ?? [];
  const others = output.match(/^(?:WARN(?! {2}Duplicate target paths)|ERROR).*$/gm) ?? [];
  return [...others, ...paths.split(', ').filter((path) => path !== '' && !path.startsWith('/tags/'))];
}

/** No element and no attribute beyond those of the layouts, and no link that is a script. */
function expectNothingRuns(html: string): void {
  const tags = html.match(/<[a-z!/?][^>]*>/gi) ?? [];
  const known =
    /^<(!doctype html|\/?(html|head|title|body|h1|p|b|main|br)( \/)?|html lang="en[^"]*"|p id="(id|description)"|a href="(https?:\/\/|ftp:\/\/|mailto:|\/)[^"]*"|\/a|link rel="canonical" href="[^"]*"|meta [a-z-]+="[^"]*"( content="[^"]*")?|meta charset="utf-8")>$/i;
  expect(tags.filter((tag) => !known.test(tag))).toEqual([]);
}
