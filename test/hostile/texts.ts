import fc from 'fast-check';

/** What YAML, Markdown, Hugo, HTML and file systems may take for more than text. */
const pieces = [
  ...[
    '---',
    '\n---\n',
    '...',
    '\n...\n',
    '+++',
    '- a',
    'a: b',
    'a:',
    ': b',
    '? a',
    '# b',
    ' #b',
    '[a, b]',
    '{a: b}',
  ],
  ...[
    '&anchor',
    '*anchor',
    '!tag',
    '!!js/function',
    '| ',
    '>-',
    '<<: *a',
    '%YAML 1.2',
    '@',
    '`',
    "'",
    '"',
    "''",
    '""',
  ],
  ...['null', '~', 'true', 'no', '0x1F', '1e3', '012', '2024-01-31', '12:30:45', '.inf', '=', ''],
  ...['\\', '\\n', '\\u0041', '\\x00', '\\"', 'C:\\new\\table'],
  ...[
    '\0',
    '\x01',
    '\x07',
    '\b',
    '\x1b[31m',
    '\x7f',
    '\x80',
    '\x85',
    '\x9f',
    '\t',
    '\n',
    '\r',
    '\r\n',
    '\n\n',
    '\v',
    '\f',
  ],
  ...['\u00a0', '\u2028', '\u2029', '\ufeff', '\ufffe', '\uffff', '\u200b', '\u200d', '\u2060', '\u00ad'],
  ...['\u202a', '\u202e', '\u202c', '\u2066', '\u2067', '\u2069', '\u200e', '\u200f', '\u061c'],
  ...[
    '\ud800',
    '\udbff',
    '\udc00',
    '\udfff',
    '\udc00\ud800',
    '🎬',
    '👩‍🔧',
    '🇨🇭',
    'e\u0301',
    'ﷺ',
    '日本語',
    'العربية',
    'ẞ',
    'İ',
  ],
  ...[
    '{{< youtube x >}}',
    '{{% figure %}}',
    '{{<',
    '{{%',
    '{{ .Site }}',
    '{{/*',
    '>}}',
    '%}}',
    '{{</* x */>}}',
    '{',
  ],
  ...[
    '<script>alert(1)</script>',
    '</script>',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    '<!--',
    '-->',
  ],
  ...[
    '<!--more-->',
    ']]>',
    '<![CDATA[',
    '&lt;script&gt;',
    '&#60;',
    '&amp;',
    '<b',
    '</title><script>alert(1)</script>',
    '?>',
  ],
  ...[
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    '[x](javascript:alert(1))',
  ],
  ...[
    '![x](https://example.com/x.png "t")',
    '[x]: javascript:alert(1)',
    '<javascript:alert(1)>',
    '<https://a.example/<b>',
  ],
  ...['https://example.com/a_b*c?d=e&f=<g>', 'http://[::1]/', 'www.example.com/"onclick="x', 'a@example.com'],
  ...[
    '# heading',
    '## ',
    '* * *',
    '1. one',
    '> quote',
    '```js\ncode\n```',
    '~~~',
    '    code',
    '`code`',
    '**bold**',
    '_it_',
  ],
  ...[
    '| a | b |\n|---|---|\n| c | d |',
    'Term\n: definition',
    '- [ ] task',
    '[^1]',
    '[^1]: note',
    '{#id .class}',
    '{.x}',
  ],
  ...[
    '\n===',
    ':smile:',
    '~~gone~~',
    '$$x$$',
    '\\(x\\)',
    '<details>',
    '<style>*{}</style>',
    '<?php',
    '<a href="x">',
  ],
  ...[
    '../../../etc/passwd',
    '/',
    '.',
    '..',
    '__proto__',
    'constructor',
    'CON',
    'a/b',
    'index',
    '_index',
    '%2e%2e%2f',
    '%00',
  ],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text that is meant
  ...['{title}', '{videoId}', '{nope}', ':slug', ':title', '$1', '$&', '${x}', '%s', '%d'],
];

/** Any UTF-16, halves of surrogate pairs and control characters included. */
const anything = fc
  .array(fc.oneof(fc.nat(0x7f), fc.nat(0xffff), fc.integer({ min: 0xd800, max: 0xdfff })), { maxLength: 8 })
  .map((units) => String.fromCharCode(...units));

const word = fc.constantFrom('wheel', 'Spokes', 'a', 'and', 'ÜBER', '42');
const piece = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...pieces) },
  { weight: 2, arbitrary: word },
  { weight: 1, arbitrary: anything },
);
const joint = fc.constantFrom('', ' ', ' ', '\n');

function join(count: fc.ArrayConstraints): fc.Arbitrary<string> {
  return fc.array(fc.tuple(piece, joint), count).map((parts) => parts.flat().join(''));
}

/** Text for a title, a tag or the name of a channel: a few hostile pieces. */
const line = join({ minLength: 1, maxLength: 4 });

/** 5,000 bytes without a line break, as YouTube allows them. */
const longLine = join({ minLength: 1, maxLength: 6 }).map((text) => {
  const flat = text.replace(/[\r\n]+/g, ' ');
  const bytes = Buffer.from((flat === '' ? 'x' : flat).repeat(5000)).subarray(0, 5000);
  return bytes.toString('utf8').replace(/\ufffd$/, '');
});

const description = fc.oneof(
  { weight: 8, arbitrary: join({ maxLength: 12 }) },
  { weight: 1, arbitrary: longLine },
);

/** What a video says about itself. */
export interface Texts {
  title: string;
  description: string;
  tags: string[];
  channelTitle: string;
}

export const texts: fc.Arbitrary<Texts> = fc.record({
  title: line,
  description,
  tags: fc.array(line, { maxLength: 4 }),
  channelTitle: line,
});

/** One video a piece: the piece alone in each place. */
export const eachPiece: Texts[] = pieces.map((text) => ({
  title: text,
  description: text,
  tags: [text],
  channelTitle: text,
}));

/**
 * What a page shall hold of a text: all but control characters and the two noncharacters that XML and YAML refuse. Half a
 * surrogate pair is no text; it becomes U+FFFD.
 */
export function asKept(text: string): string {
  return [...text.replace(/\r\n?/g, '\n')]
    .filter((character) => !/[\p{Cc}\ufffe\uffff]/u.test(character) || /[\n\t]/.test(character))
    .join('')
    .replace(/\p{Cs}/gu, '\ufffd');
}

/** The same where it stands in one line. */
export function asKeptLine(text: string): string {
  return asKept(text).replaceAll('\n', ' ').replaceAll('\t', ' ');
}

/** The tags that a page shall have: none ends in a slash, which crashes Hugo, and none leads to another folder. */
export function asKeptTags(tags: string[]): string[] {
  return tags.flatMap((text) => {
    const line = asKeptLine(text);
    const tag = line.trimEnd().endsWith('/') ? line.replace(/[\s/]+$/, '') : line;
    return tag.trim() === '' || tag.split('/').some((part) => part === '.' || part === '..') ? [] : [tag];
  });
}
