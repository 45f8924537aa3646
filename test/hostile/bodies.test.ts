import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eleventy } from '../../src/generators/eleventy/eleventy.ts';
import type { Generator } from '../../src/generators/generator.ts';
import { jekyll } from '../../src/generators/jekyll/jekyll.ts';
import { makeFolder } from '../e2e/run.ts';
import { findEleventy, runEleventy } from '../eleventy/eleventy.ts';
import { readParameters } from '../history/parameters.ts';
import { hasJekyll, runJekyll, writeFiles } from '../jekyll/jekyll.ts';
import { readHtml } from './html.ts';
import { eachPiece, texts } from './texts.ts';

/** What Liquid, Nunjucks, kramdown and markdown-it make of more than letters. */
const own = [
  'a {{ site.title }} b {% raw %} c {# d #} e',
  '{{',
  '{%',
  '{%- endraw -%}',
  '{{{{',
  '{{% include x %}}',
  '{: .class}',
  '{::comment}',
  '{:toc}',
  'a | b | c',
  '| a | b |',
  '$$x$$',
  '^',
  ': definition',
  '*[HTML]: words',
  '[^1]: note',
  'see [^1]',
  '1 &amp; 2 &#123;',
  'http://a.b/{{c}}',
  'https://example.org/a_b?c=1&d=2 (see)',
  '# a',
  '- b',
  '1. c',
  '> d',
  '```',
  '~~~',
  '***',
  'a  \nb',
  '=== \n---',
  '<script>alert(1)</script>',
  '&copy; \\ \\{ \\%',
  'a == b ~~c~~',
];

/** The text of a description as it should be read: lines, without the space around them. */
function asRead(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** Typographic signs as they were typed. */
function untype(text: string): string {
  return text
    .replace(/[“”]/g, '"')
    .replace(/[‘’]/g, "'")
    .replaceAll('…', '...')
    .replaceAll('—', '---')
    .replaceAll('–', '--')
    .replaceAll('«', '<<')
    .replaceAll('»', '>>')
    .replaceAll('\u00a0', ' ');
}

function listBodies(generator: Generator): string[] {
  const { seed = 20_241_124 } = readParameters(0);
  const sampled = [...eachPiece, ...fc.sample(texts, { numRuns: 150, seed })].map(
    ({ description }) => description,
  );
  const kept = [...own, ...sampled.filter((text) => text !== undefined)];
  // Control characters and halves of surrogate pairs are taken out when a video is read.
  return kept.filter(
    (text) =>
      !/(?!\n)[\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]/u.test(text) &&
      generator.renderMarkdown(text) !== '',
  );
}

function expectTexts(bodies: string[], read: (number: number) => string): void {
  const wrong = bodies.flatMap((body, number) => {
    const html = /<main>(.*)<\/main>/s.exec(read(number))?.[1] ?? '';
    const shown = asRead(untype(readHtml(html.replace(/<br[^>]*>\n?/g, '\n'))));
    const odd = html.match(/<(?!\/?(?:p|br|a)\b)[^>]*>/g) ?? [];
    return shown === asRead(untype(body)) && odd.length === 0 ? [] : [{ body, shown, odd, html }];
  });
  expect(wrong).toEqual([]);
}

test.skipIf(!hasJekyll())('Jekyll shows hostile descriptions as they read on YouTube', () => {
  const folder = makeFolder({ '_config.yml': 'collections: { videos: { output: true } }\n' });
  const bodies = listBodies(jekyll);
  writeFiles(folder, { '_layouts/main.html': '<main>{{ content }}</main>' });
  for (const [number, body] of bodies.entries()) {
    writeFiles(folder, {
      [`_videos/${number}.md`]: `---\nlayout: main\n---\n${jekyll.renderMarkdown(body)}\n`,
    });
  }
  const { exitCode, output } = runJekyll(folder);
  expect([exitCode, output]).toEqual([0, '']);
  expectTexts(bodies, (number) => readFileSync(join(folder, `_site/videos/${number}.html`), 'utf8'));
});

const program = await findEleventy();

test.skipIf(program === null).each(['liquid', 'njk'])(
  'Eleventy (%s) shows hostile descriptions as they read on YouTube',
  async (engine) => {
    const folder = makeFolder({
      'eleventy.config.js': `module.exports = () => ({ markdownTemplateEngine: '${engine}' });`,
      '_includes/main.njk': '<main>{{ content | safe }}</main>',
    });
    const bodies = listBodies(eleventy);
    for (const [number, body] of bodies.entries()) {
      writeFiles(folder, {
        [`${number}.md`]: `---\nlayout: main.njk\n---\n${eleventy.renderMarkdown(body)}\n`,
      });
    }
    const { exitCode, stderr } = await runEleventy(program ?? '', folder, '--quiet');
    expect([exitCode, stderr]).toEqual([0, '']);
    expectTexts(bodies, (number) => readFileSync(join(folder, `_site/${number}/index.html`), 'utf8'));
  },
);
