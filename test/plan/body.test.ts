import fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import { hugo } from '../../src/generators/hugo/hugo.ts';
import { makeBodySource, renderBody } from '../../src/plan/body-template.ts';
import { makeTokens, textTokens } from '../../src/plan/tokens.ts';
import { makeRules, makeVideo } from './video.ts';

const { renderMarkdown } = hugo;

const untouched = [
  "It's a well-kept bench (the left one), isn't it? Yes: 100 % oak!",
  'Call us at 9:30 - or 10:15:30 - and say "hello"; we\'re in.',
  'snake_case_words and 3 * 4 * 5, AT&T, ~5 minutes, i <3 bikes, 5 < 6 > 4',
  '#repair #bicycles',
  '-5 degrees, +3 tomorrow, 1.5 bar, 2024. was a year',
  'C:\\Users\\bench and a lone \\ backslash',
  '[4K] [Music] {braces} {{ two }} | a pipe | and another',
  'Write to bench@example.com or to the_bench@example.com',
  '日本語の説明。自転車 ★ ☕ 👩‍🔧 وصف عربي',
  'Equal = signs == here',
];

/** Each line beside what stands for it in Markdown. */
const nasty: [line: string, markdown: string][] = [
  // Blocks
  ['# Tools', '\\# Tools'],
  ['###### Six', '\\###### Six'],
  ['#', '\\#'],
  ['- oil', '\\- oil'],
  ['+ oil', '\\+ oil'],
  ['* oil', '\\* oil'],
  ['-', '\\-'],
  ['1. oil', '1\\. oil'],
  ['42) oil', '42\\) oil'],
  ['- [ ] oil', '\\- [ ] oil'],
  ['> quoted', '\\> quoted'],
  ['>quoted', '\\>quoted'],
  ['====', '\\===='],
  ['----', '\\----'],
  ['- - -', '\\- - -'],
  ['***', '\\*\\*\\*'],
  ['* * *', '\\* * \\*'],
  ['_ _ _', '\\_ \\_ \\_'],
  ['| --- | :-: |', '\\| --- | :-: |'],
  [':--', '\\:--'],
  ['-|-', '\\-|-'],
  [': a definition', '\\: a definition'],
  ['    indented', 'indented'],
  ['\tindented', 'indented'],
  ['```js', '\\`\\`\\`js'],
  ['~~~', '\\~\\~\\~'],
  ['{.wide #first} text', '\\{.wide #first} text'],
  ['{} text', '\\{} text'],
  ['[oil]: /shop', '[oil\\]: /shop'],
  ['[^1]: a note', '[^1\\]: a note'],
  // Inlines
  ['*slow* and **fast**', '\\*slow\\* and \\*\\*fast\\*\\*'],
  ['2*3*4', '2\\*3\\*4'],
  ['_slow_ and __fast__ by the_bench_', '\\_slow\\_ and \\_\\_fast\\_\\_ by the_bench\\_'],
  ['~~gone~~', '\\~\\~gone\\~\\~'],
  ['`code`', '\\`code\\`'],
  ['[text](/shop) ![picture](/oil.png)', '[text\\](/shop) ![picture\\](/oil.png)'],
  ['<b>bold</b> <!-- no --> <?php', '&lt;b>bold&lt;/b> &lt;!-- no --> &lt;?php'],
  ['<!--more-->', '&lt;!--more-->'],
  ['&copy; &#35; &#x23; & co;', '\\&copy; \\&#35; \\&#x23; & co;'],
  ['\\* and \\\\ and the end \\', '\\\\\\* and \\\\\\ and the end &#92;'],
  [':smile: :+1: at 1:30:45', '\\:smile: \\:+1: at 1:30:45'],
  ['{{< raw >}}', '{\\{< raw >}}'],
  ['{{% raw %}}', '{\\{% raw %}}'],
  ['{{</* raw */>}}', '{\\{&lt;/\\* raw \\*/>}}'],
  ['{{{<', '{{\\{<'],
  // Links
  ['See https://example.com/.', 'See <https://example.com/>.'],
  ['(https://example.com)', '(<https://example.com>)'],
  ['https://example.com/chain_(bike)', '<https://example.com/chain_(bike)>'],
  ['"https://example.com/?a[]=1&b=*2*_x_"', '"<https://example.com/?a[]=1&b=*2*_x_>"'],
  ['[https://example.com], more', '[<https://example.com>], more'],
  ['http://youtu.be/abcdefghij_!', '<http://youtu.be/abcdefghij_>!'],
  ['詳細はhttps://example.com/自転車。', '詳細は<https://example.com/自転車>。'],
  ['<https://example.com>', '&lt;<https://example.com>>'],
  ['{{https://example.com}}', '{\\{<https://example.com>}}'],
  ['[shop](https://example.com/a_b)', '[shop\\](<https://example.com/a_b>)'],
  ['\\https://example.com', '\\\\<https://example.com>'],
  ['https:// and ftp://example.com/_a_', 'https:// and <ftp://example.com/_a_>'],
  ['At www.example.com/_a_.', 'At [www.example.com/\\_a\\_](http://www.example.com/_a_).'],
  ['!www.example.com', '\\![www.example.com](http://www.example.com)'],
  ['www.', 'www\\.'],
];

describe('renderMarkdown', () => {
  test.each(untouched)('leaves ordinary text as it is: %s', (line) => {
    expect(renderMarkdown(line)).toBe(line);
    expectToRead(line);
  });

  test.each(nasty)('%s', (line, markdown) => {
    expect(renderMarkdown(line)).toBe(markdown);
    expectToRead(line);
    // After a line of text some marks mean something else, an underline above all.
    expectToRead(`A line before\n${line}\nand one after`);
    expectToRead(`a | b\n${line}`);
  });

  test('keeps line breaks and paragraphs', () => {
    expect(renderMarkdown('\r\none  \r\n  two\r\n\r\n \t\r\nthree\r\n')).toBe('one\\\ntwo\n\nthree');
  });

  test.each(['', ' \n\t\n '])('a blank description makes no body: %j', (blank) => {
    expect(renderMarkdown(blank)).toBe('');
  });

  test('any text reads as it was written', () => {
    fc.assert(fc.property(anyDescription, expectToRead), { numRuns: 2000 });
  });

  // A pattern that tries every way to read such a line would not end within a test's time.
  test.each(['\n ', ' ', ...'_ * [ ( \\ ` :a { < & www. - https://( 1'.split(' ')])(
    'a description of 5,000 bytes that repeats %j comes to an end',
    (part) => {
      const description = part.repeat(5000 / part.length);
      expect(renderMarkdown(description).length).toBeLessThan(10 * description.length);
    },
  );
});

const pieces = [
  ...'\\`*_{}[]()<>#+-.!|~:=&%/@"\'^$;,?1a é日👩‍🔧\u200b\u00a0\n\n\n\t',
  ...'word https:// http://example.com/ www.example.com x@example.com --- ``` {{< {{% <!--more--> &amp;'.split(
    ' ',
  ),
  ...'<b> ]( ]: [^1] ~~ ** |-| 1.'.split(' '),
  ...['\r\n', '    ', '\n- ', '\n# '],
];
const anyDescription = fc
  .array(
    fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...pieces) },
      fc.string({ unit: 'grapheme', maxLength: 5 }),
    ),
    {
      maxLength: 40,
    },
  )
  .map((parts) => parts.join(''));

/** What is rendered holds paragraphs, line breaks and links only, and their text is the description's. */
function expectToRead(description: string): void {
  const markdown = renderMarkdown(description);
  expect(markdown).not.toMatch(/\{\{[<%]|<!--more-->/);
  const html = micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  expect(html.replace(/<(p|\/p|br \/|a href="[^"]*"|\/a)>/g, '')).not.toMatch(/<[a-z/!?]/i);
  expect(normalise(readText(html))).toBe(normalise(description));
}

function readText(html: string): string {
  const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&' };
  return html
    .replace(/<\/p>\n?/g, '\n\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|amp);/g, (_, name: string) => entities[name] ?? '');
}

function normalise(text: string): string {
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{2,}/g, '\n\n')
    .trim();
}

test('every token that people type is escaped in a body, and what is a URL or a number is not', () => {
  const typed = '{{< raw >}} *loud* <b>';
  const video = makeVideo({ title: typed, description: typed, channelTitle: typed, tags: [typed, typed] });
  const tokens = makeTokens(video, makeRules(), hugo);
  const write = (template: string) => renderBody(makeBodySource(template, video, tokens), hugo);
  const escaped = renderMarkdown(typed);
  expect(textTokens.toSorted().map((name) => [name, write(`{${name}}`)])).toEqual([
    ['channelTitle', escaped],
    ['description', escaped],
    ['tags', `${escaped}, ${escaped}`],
    ['title', escaped],
  ]);
  expect(write('{watchUrl} {duration}')).toBe('https://www.youtube.com/watch?v=abcDEF12345 600');
});
