import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeVideoId } from '../api/resources.ts';
import { listPages, readText, writeFiles } from '../e2e/files.ts';
import { makeSnapshot } from '../e2e/snapshot.ts';
import { assertProperty, readParameters } from '../history/parameters.ts';
import { importSnapshot, inFolder } from './site.ts';

const id = makeVideoId(0);
const naming = [
  `videoId: ${id}`,
  `videoId: "${id}"`,
  `VideoID: '${id}'`,
  `ResourceId: ${id}`,
  `videoId: &id ${id}`,
  `videoId: !!str ${id}`,
  `videoId: >-\n  ${id}`,
  `? videoId\n: ${id}`,
  `"videoId" : ${id} # mine`,
  `{ videoId: ${id} }`,
  `<<: { videoId: ${id} }`,
];
const lines = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...naming) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...['title: Mine', 'title: "Mine', 'title: |\n  Mine', 'title: *nothing', 'title: &t Mine', 'title:'],
      ...[
        'tags: [a, b',
        'tags:\n- a\n- b',
        'tags: {a: b}',
        'tags: *t',
        'tags: a',
        'tags: [[[[a]]]]',
        'tags: ~',
      ],
      ...['aliases: /a', 'aliases: [/a, /b]', 'aliases:\n  - /a # mine\n  -\n', 'aliases: [1, null, {a: b}]'],
      ...[
        'aliasesArchive: []',
        'duration: "1"',
        'duration: 0x1',
        'date: 2024-01-01',
        'slug: ""',
        'slug: ../up',
      ],
      ...[
        'url: //x',
        'url: [/a]',
        '__proto__: { title: x }',
        'constructor: x',
        '# a comment',
        '',
        '\ttab: 1',
      ],
      ...[
        'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]',
        '<<: *t',
        '<<: [a]',
        'same: 1\nsame: 2',
        '...',
        '%YAML 1.1',
      ],
      ...[
        'js: !!js/function "x"',
        'set: !!set {a}',
        'when: !!timestamp 2024-01-01',
        '- a',
        'words',
        'x: a: b',
      ],
      ...[
        'nul: "a\0b"',
        'bell: \x07',
        'sep: a\u2028b',
        'bom: \ufeff',
        'emoji: 🎬',
        `deep: ${'['.repeat(150)}`,
      ],
    ),
  },
);
const mostly = (usual: string, ...odd: string[]) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...odd) });
const pages = fc.record({
  opening: mostly(
    '---',
    '--- ',
    '---js',
    '---json',
    '---yaml',
    '--- # x',
    '+++',
    ';;;',
    '{',
    '\ufeff---',
    '\n---',
    '----',
  ),
  lines: fc
    .tuple(fc.constantFrom(...naming), fc.array(lines, { maxLength: 4 }), fc.nat(4))
    .map(([name, others, at]) => others.toSpliced(at, 0, name)),
  closing: mostly('---', '--- ', '---x', '...', '+++', ''),
  body: fc.constantFrom('', '\n', 'Mine.\n', 'Mine.', '---\nx: y\n---\n', '{{< x >}}\n', '\r\nMine\r\n'),
  eol: mostly('\n', '\r\n', '\r'),
});

test('an existing page of any kind: no crash, its body stays, and with a problem no byte changes', {
  timeout: 0,
}, async () => {
  const snapshot = makeSnapshot([{ title: 'New title', tags: ['new'], duration: 'PT7S' }]);
  let [edited, refused] = [0, 0];
  await assertProperty(
    fc.asyncProperty(pages, fc.boolean(), async ({ opening, lines, closing, body, eol }, isFollowed) => {
      const text = `${[opening, ...lines, closing].join('\n').replaceAll('\n', eol)}${eol}${body}`;
      await inFolder(async (folder) => {
        writeFiles(folder, { 'pages/mine.md': text });
        const fields = isFollowed ? { title: { update: 'always' }, tags: { update: 'always' } } : {};
        const result = await importSnapshot(folder, snapshot, { fields });
        if ('refusal' in result) throw result.refusal;
        const { plan, exitCode } = result;
        expect(exitCode).toBe(plan.problems.length > 0 ? 1 : 0);
        const after = readText(folder, 'pages/mine.md');
        const others = listPages(folder).filter((path) => path !== 'pages/mine.md');
        if (plan.problems.length > 0) {
          refused += 1;
          expect(after).toBe(text);
          if (others.length > 0) expect(plan.changes).toHaveLength(1);
        } else if (others.length > 0) {
          // It is no page about the video, and stays as it is.
          expect(after).toBe(text);
        } else {
          edited += after === text ? 0 : 1;
          if (body.trim() !== '') expect(after.endsWith(`${eol}${body}`)).toBe(true);
          // What this import wrote is understood by the next one.
          const again = await importSnapshot(folder, snapshot, { fields });
          expect(again).toMatchObject({ exitCode: 0, plan: { changes: [], problems: [] } });
        }
      });
    }),
    readParameters(300),
    'test/hostile/pages.test.ts',
  );
  // The property is no idle one: about a quarter of the pages is edited, most are refused.
  if (!process.env['FUZZ_RUNS']) expect(Math.min(edited, refused)).toBeGreaterThan(20);
});
