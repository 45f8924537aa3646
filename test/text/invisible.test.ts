import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitInvisible } from '../../src/text/invisible.ts';

describe('splitInvisible', () => {
  test.each([
    ['plain', ['plain']],
    ['', ['']],
    ['a\u202eb', ['a', 'U+202E', 'b']],
    ['\u2066\u2069', ['', 'U+2066', '', 'U+2069', '']],
    ['zero\u200bwidth\ufeff', ['zero', 'U+200B', 'width', 'U+FEFF', '']],
    ['soft\u00adhyphen', ['soft', 'U+00AD', 'hyphen']],
    ['bell\u0007 and return\r\n', ['bell', 'U+0007', ' and return', 'U+000D', '\n']],
    ['line\u2028end', ['line', 'U+2028', 'end']],
    // Parts of ordinary writing and of emoji stay: joiners, a variation selector, the tags of England's flag.
    ['می\u200cخواهم', ['می\u200cخواهم']],
    ['👩\u200d🔧 🛠\ufe0f', ['👩\u200d🔧 🛠\ufe0f']],
    [
      '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
      ['🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'],
    ],
    ['tab\tand\nline', ['tab\tand\nline']],
  ])('%j', (text, parts) => {
    expect(splitInvisible(text)).toEqual(parts);
  });

  test('leaves no character that turns the direction of writing', () => {
    const unit = fc.constantFrom('a', 'ש', '\u202e', '\u2067', '\u200f', '\u061c', '😀', ' ');
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        expect(splitInvisible(text).join('')).not.toMatch(/\p{Bidi_Control}/u);
      }),
    );
  });
});
