import fc from 'fast-check';
import { makeVideoId } from '../api/resources.ts';
import '../seed.ts';

/** A page as another tool or a person may have written it. */
export interface OtherPage {
  path: string;
  content: Buffer;
  videoId: string;
  /** Whether an import keeps it up to date; else it leaves it alone, and makes no page for its video either. */
  isKept: boolean;
  /** Whether it only shows the video, so that `adopt` takes it over. */
  isShown: boolean;
}

const keys = [
  'videoId',
  'VideoID',
  'youtubeId',
  'youtube_id',
  'youtube',
  'youtube_video_id',
  'video_id',
  'ytid',
];

const values: ((id: string) => string)[] = [
  (id) => id,
  (id) => `https://www.youtube.com/watch?v=${id}&list=PLx&t=10s`,
  (id) => `https://youtu.be/${id}?si=abc`,
  (id) => `www.youtube.com/embed/${id}`,
  (id) => `https://youtube.com/shorts/${id}`,
  (id) => `//www.youtube.com/live/${id}?feature=share`,
];

/** What else stands in front matter, as YAML. None of it is about videos. */
const lines = [
  'title: "Quoted: with a colon"',
  "subtitle: 'It''s single'",
  'tags: [one, "two, three",four]',
  'categories:\n- a\n-   b # why\n',
  '# A comment of its own',
  'author: { name: Ann, links: [x, y] }',
  'author:\n  name: Ann\n  links:\n  - x\n',
  'summary: >-\n  Folded\n  text\n\n  with a gap',
  'notes: |\n  Literal # no comment\n    deeper',
  'date: 2020-01-02',
  'Empty:',
  'colour:    red    # aligned',
  '"quoted key": 1_000',
  'image: &img /a.png',
];

const style = fc.record({
  format: fc.constantFrom('yaml', 'yaml', 'yaml', 'yaml', 'toml', 'json'),
  key: fc.constantFrom(...keys),
  value: fc.constantFrom(...values),
  place: fc.constantFrom('plain', 'quoted', 'single', 'comment', 'flow', 'block', 'params', 'paramsFlow'),
  lines: fc.uniqueArray(fc.constantFrom(...lines), { maxLength: 6, selector: (line) => line.split(':')[0] }),
  isFirst: fc.boolean(),
  eol: fc.constantFrom('\n', '\n', '\r\n'),
  mark: fc.constantFrom('', '', '', '\ufeff'),
  extension: fc.constantFrom('md', 'md', 'markdown', 'mdx', 'html'),
  body: fc.constantFrom('', 'Text.', '# Title\n\n---\n\n<b>More</b>  \n\ttext', '{{< figure src="a.png" >}}'),
  fault: fc.constantFrom(
    ...Array(20).fill(''),
    'quote',
    'fence',
    'utf16',
    'latin1',
    'trailer',
    'shown',
    'second',
  ),
});
type Style = typeof style extends fc.Arbitrary<infer T> ? T : never;

/** Makes pages, each of a video of its own. */
export function makeOtherPages(count: number): OtherPage[] {
  return fc.sample(style, count).map((chosen, number) => makePage(chosen, makeVideoId(number), number));
}

function makePage(chosen: Style, videoId: string, number: number): OtherPage {
  const { fault, extension, eol } = chosen;
  const body = fault === 'fence' ? 'Text.' : chosen.body;
  const mark = fault === 'latin1' ? '' : chosen.mark;
  const isKept = fault === '' || fault === 'second';
  const text = `${mark}${writeHead(chosen, videoId)}${fault === 'shown' ? `{{< youtube ${videoId} >}}\n` : ''}${body}\n`;
  const ended = text.replaceAll('\n', eol);
  const encoding = fault === 'utf16' ? 'utf16le' : fault === 'latin1' ? 'latin1' : 'utf8';
  const shown = fault === 'utf16' && mark === '' ? `\ufeff${ended}` : ended;
  return {
    path: `${number % 7}/${number % 3 ? `page-${number}` : `page-${number}/index`}.${extension}`,
    content: Buffer.from(shown, encoding),
    videoId,
    isKept,
    isShown: fault === 'shown' || fault === 'trailer',
  };
}

function writeHead(chosen: Style, id: string): string {
  const { format, key, value, lines, isFirst, fault } = chosen;
  const isPlainYaml = format === 'yaml' || fault !== '';
  if (!isPlainYaml && format === 'toml') {
    return `+++\n# TOML\n${key} = "${value(id)}" # id\ntags = [\n  "a", # b\n]\n[params]\nx = 1\n+++\n`;
  }
  if (!isPlainYaml) return `{\n  "tags": ["a",  "b"],\n  "${key}": "${value(id)}"\n}\n`;
  const named = nameVideo(chosen, id);
  const all = isFirst ? [named, ...lines] : [...lines, named];
  const broken = fault === 'quote' ? 'broken: "open\n' : fault === 'latin1' ? 'name: caf\u00e9\n' : '';
  const block = all.map((line) => (line.endsWith('\n') ? line : `${line}\n`)).join('');
  return `---\n${block}${broken}${fault === 'fence' ? '' : '---\n'}`;
}

function nameVideo({ key, value, place, fault }: Style, id: string): string {
  if (fault === 'shown') return 'kind: post';
  if (fault === 'trailer') return `trailer: ${values[1]?.(id)}`;
  const text = value(id);
  const second = fault === 'second' ? `, '${'x'.repeat(11)}'` : '';
  if (place === 'flow' || second) return `${key}: [ '${text}'${second} ]`;
  if (place === 'block') return `${key}: # ids\n  - "${text}"`;
  if (place === 'params') return `params:\n    a: 1\n    ${key}: ${text}`;
  if (place === 'paramsFlow') return `params: {a: 1, ${key}: "${text}"}`;
  if (place === 'quoted') return `${key}: "${text}"`;
  if (place === 'single') return `'${key}' : '${text}'`;
  return `${key}: ${text}${place === 'comment' ? '   # the video' : ''}`;
}
