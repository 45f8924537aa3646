import { describe, expect, test } from 'vitest';
import { editPage } from '../../src/frontmatter/edit-page.ts';
import { EditError, FrontMatterError } from '../../src/frontmatter/errors.ts';
import type { FieldChange } from '../../src/model/value.ts';

const set = (key: string, after = 'new'): FieldChange => ({
  key,
  reason: 'missing',
  action: 'set',
  before: null,
  after,
});
const append = (key: string): FieldChange => ({
  key,
  reason: 'new-entry',
  action: 'append',
  entries: ['new'],
});
const prune = (key: string): FieldChange => ({ key, reason: 'pruned', action: 'prune', entries: ['b'] });
const remove = (key: string): FieldChange => ({ key, reason: 'missing', action: 'remove', before: null });

const edit = (yaml: string, change: FieldChange) => () => editPage(`---\n${yaml}---\n`, [change], []);

describe('editPage refuses', () => {
  test.each([
    ['a flow map', '{a: b}\n', set('a'), 'in braces'],
    ['an explicit key', '? a\n: b\n', set('a'), '"a" has an anchor, an alias, a tag or an unusual layout'],
    ['to remove an explicit key', '? a\n: b\n', remove('a'), '"a" has an unusual layout'],
    ['a key with an anchor', '&k a: b\n', set('a'), '"a" has an anchor'],
    ['a value with an anchor', 'a: &x b\nc: *x\n', set('a'), '"a" has an anchor'],
    ['a list with an anchor', 'a: &x\n- b\nc: *x\n', append('a'), '"a" has an anchor'],
    ['an empty value with an anchor', 'a: &x\nc: *x\n', set('a'), '"a" has an anchor'],
    ['a value with a tag', 'a: !!str b\n', set('a'), '"a" has an anchor, an alias, a tag'],
    ['an alias', 'a: &x [b]\nc: *x\n', append('c'), '"c" has an anchor, an alias'],
    ['to remove an anchor that is used', 'a: &x b\nc: *x\n', remove('a'), 'would not read back'],
    ['to prune an anchor that is used', 'a:\n- &x b\n- d\nc: *x\n', prune('a'), 'would not read back'],
    ['a key from a merge', 'x: &x {a: b}\n<<: *x\n', remove('a'), 'would not read back as meant: "a"'],
    [
      'a flow list with comments whose items share lines',
      'a: [\n  b, # why\n  c, d\n]\n',
      append('a'),
      '"a" has comments inside its brackets',
    ],
    [
      'text for a flow list with comments',
      'a: [\n  b, # why\n  c\n]\n',
      set('a'),
      'a comment in the front matter would be lost',
    ],
    [
      'a comment in an empty flow list',
      'a: [ # why\n]\n',
      append('a'),
      'a comment in the front matter would be lost',
    ],
    ['pairs in a flow list', 'a: [b: c]\n', append('a'), '"a" has an unusual layout'],
    ['anchors in a flow list', 'a: [&x b]\n', append('a'), '"a" has an unusual layout'],
    ['to append to a map', 'a: {b: c}\n', append('a'), '"a" is a map, not a list'],
    ['to append to text over lines', 'a: b\n  c\n', append('a'), '"a" is text over several lines'],
    ['to append to a literal', 'a: |\n  b\n', append('a'), '"a" is text over several lines'],
    ['to prune a map', 'a: { b: c }\n', prune('a'), '"a" is a map, not a list'],
    [
      'a key in several spellings',
      'A: b\nTitle: x\nTITLE: y\n',
      set('title'),
      'the page has "title" in several spellings',
    ],
    ['a key behind the end of a document', '# a\n...\n', set('c'), 'would not read back'],
  ])('%s', (_, yaml, change, message) => {
    expect(edit(yaml, change)).toThrow(EditError);
    expect(edit(yaml, change)).toThrow(message);
  });

  test.each([
    ['a page without front matter', '# Words\n', EditError, 'the page has no front matter'],
    ['front matter that cannot be read', '---\na: "b\n---\n', FrontMatterError, 'a quote is not closed'],
    ['code', '---js\n{}\n---\n', FrontMatterError, 'only YAML, TOML and JSON'],
  ])('%s', (_, text, kind, message) => {
    expect(() => editPage(text, [set('a')], [])).toThrow(kind);
    expect(() => editPage(text, [set('a')], [])).toThrow(message);
  });

  test('a body where the page has one', () => {
    expect(() => editPage('---\na: b\n---\nWords\n', [], [], 'More words')).toThrow(
      'the page has a body already',
    );
  });
});
