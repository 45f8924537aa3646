import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Annotation,
  formatAnnotations,
  formatOutputs,
  listAnnotations,
} from '../../src/report/github.ts';
import { disarmCommands } from '../../src/text/github-commands.ts';
import { hostilePlan, richPlan, richSummary } from './sample.ts';

const annotation: Annotation = {
  level: 'error',
  file: 'content/a.md',
  line: 3,
  title: 'Title',
  message: 'Text.',
};
const locate = (path: string) => (path.startsWith('archive/') ? null : `content/${path}`);

describe('formatAnnotations', () => {
  test.each<[string, Partial<Annotation>, string]>([
    ['a file and a line', {}, '::error file=content/a.md,line=3,title=Title::Text.'],
    ['a warning', { level: 'warning' }, '::warning file=content/a.md,line=3,title=Title::Text.'],
    ['no line', { line: null }, '::error file=content/a.md,title=Title::Text.'],
    ['no file', { file: null }, '::error title=Title::Text.'],
    ['a path with signs', { file: 'a,b:c%d.md' }, '::error file=a%2Cb%3Ac%25d.md,line=3,title=Title::Text.'],
    ['a title with signs', { title: 'A: b, c' }, '::error file=content/a.md,line=3,title=A%3A b%2C c::Text.'],
    ['lines', { message: 'one\r\ntwo' }, '::error file=content/a.md,line=3,title=Title::one%0D%0Atwo'],
    ['signs', { message: '100%: a, b' }, '::error file=content/a.md,line=3,title=Title::100%25: a, b'],
    [
      'a command',
      { message: '\n::add-mask::x' },
      '::error file=content/a.md,line=3,title=Title::%0A::add-mask::x',
    ],
  ])('%s', (_, change, line) => {
    expect(formatAnnotations([{ ...annotation, ...change }])).toBe(`${line}\n`);
  });

  test('none are nothing', () => {
    expect(formatAnnotations([])).toBe('');
  });

  test('beyond ten of a level, the tenth counts the others', () => {
    const errors = Array.from({ length: 12 }, () => annotation);
    const warnings = Array.from({ length: 10 }, (): Annotation => ({ ...annotation, level: 'warning' }));
    const lines = formatAnnotations([...warnings, ...errors])
      .trimEnd()
      .split('\n');
    expect(lines.filter((line) => line.startsWith('::warning '))).toHaveLength(10);
    expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(10);
    expect(lines).toContain('::error title=3 more::The summary of this step lists them.');
  });
});

describe('listAnnotations', () => {
  test('problems are errors, conflicts warnings, each on its file', () => {
    expect(formatAnnotations(listAnnotations(richSummary, locate)).trimEnd().split('\n')).toEqual([
      '::error file=content/broken/index.md,line=4,title=Broken front matter::broken/index.md:4: a quote is not closed. The page was left alone; fix its front matter.',
      '::error file=content/one/index.md,title=Two pages for one video::one/index.md and two/index.md: these pages name one video, ffffffffff1, and were left alone. Take its id out of all but one.',
      '::error title=Unusable video data::A video without an id: its data cannot be used (it has no id); it was left out.',
      '::warning title=Drift::An import would create 3 pages and update 3 pages.',
      '::warning file=content/talks/2019/left-hand-threads.md,title=Your edit stays::YouTube changed too: title, preview.',
      '::warning file=content/dddddddddd1/index.md,title=Your edit stays::YouTube changed too: tags.',
    ]);
  });

  test('an import that was carried out is no drift, nor is one that changes nothing', () => {
    const drift = expect.objectContaining({ title: 'Drift' });
    expect(listAnnotations({ ...richSummary, verb: 'did' }, locate)).not.toContainEqual(drift);
    const plan = { ...richPlan, changes: [] };
    expect(listAnnotations({ ...richSummary, plan }, locate)).not.toContainEqual(drift);
  });

  test('a page outside the repository names no file', () => {
    const plan = {
      ...richPlan,
      changes: [],
      conflicts: [],
      problems: [{ code: 'changed-meanwhile', path: 'archive/a.md' } as const],
    };
    expect(listAnnotations({ ...richSummary, plan }, locate)).toMatchObject([{ file: null, line: null }]);
  });

  test('an import that ended early warns', () => {
    const stopped = { message: 'The quota is used up.', hint: 'Run it again tomorrow.' };
    expect(formatAnnotations(listAnnotations({ ...richSummary, stopped }, locate))).toContain(
      '::warning title=Incomplete::The quota is used up. Run it again tomorrow.\n',
    );
  });

  test('no text from outside starts a command of its own', () => {
    const text = formatAnnotations(listAnnotations({ ...richSummary, plan: hostilePlan }, locate));
    for (const line of text.trimEnd().split('\n')) {
      expect(line).toMatch(/^::(error|warning) (file=[^:,]*,)?title=[^:,]*::/);
    }
  });
});

/** What the runner obeys in a line: the two forms of its ActionCommand.cs. */
function findCommand(line: string): string | undefined {
  return /^[\s\u0085]*::([^ ]*?)(?: .*?)?::/.exec(line)?.[1] ?? /##\[([^ \]]*)[^\]]*\]/.exec(line)?.[1];
}

describe('disarmCommands', () => {
  test.each([
    ['::error::x', ': :error::x'],
    ['   ::add-mask::x', '   : :add-mask::x'],
    ['+title: "##[set-output name=changed]false"', '+title: "## [set-output name=changed]false"'],
    ['a::b ## [c] #[d]\n', 'a::b ## [c] #[d]\n'],
  ])('%j', (text, expected) => {
    expect(disarmCommands(text)).toBe(expected);
  });

  test('leaves no line that the runner obeys', () => {
    const unit = fc.constantFrom(
      ':',
      '::',
      ' ',
      '\t',
      '\n',
      '\r',
      '#',
      '##[',
      ']',
      'error',
      'a',
      '\u00a0',
      '\u0085',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30 }), (text) => {
        const lines = disarmCommands(text).split(/\r?\n|\r/);
        expect(lines.map(findCommand).filter((found) => found !== undefined)).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('formatOutputs', () => {
  test.each([
    [
      'a plan',
      richPlan.changes,
      'changed=true\ncreated=3\nupdated=3\ntitle=Videos: 3 new, 2 changed, 1 gone, 2 conflicts, 3 problems\nincomplete=false\n',
    ],
    ['an empty one', [], 'changed=false\ncreated=0\nupdated=0\ntitle=Videos: 3 problems\nincomplete=false\n'],
  ])('%s', (_, changes, text) => {
    const plan = changes.length > 0 ? richPlan : { ...richPlan, changes, conflicts: [], missing: [] };
    expect(formatOutputs({ ...richSummary, plan })).toBe(text);
  });
});
