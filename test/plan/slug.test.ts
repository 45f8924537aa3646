import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sanitiseSlug } from '../../src/generators/hugo/sanitise-slug.ts';
import { findFreeSlug, isSlugOf, makeSlug, slugLocales } from '../../src/plan/slug.ts';

const id = 'abcDEF12345';
const plain = { locale: null, unicode: false };

test.each([
  ['Sharpening a Hand Plane', 'sharpening-a-hand-plane'],
  ['1st May 2024: Questions \\ Answers', '1st-may-2024-questions-answers'],
  ["What's new? 100% oak & ash", 'whats-new-100-oak-and-ash'],
  ['Chisels | The Bench', 'chisels-the-bench'],
  ['Glue/screws compared…honestly', 'glue-screws-compared-honestly'],
  ['Repairs 7/7 & DIY/RTA', 'repairs-7-7-and-diy-rta'],
  ['Saw.js 3.2 vs C++ and F#', 'saw-js-3-2-vs-c-and-f'],
  ['20% longer @ 8:15', '20-longer-8-15'],
  ['R&D', 'r-and-d'],
  ['£7 >4 ™', '7-4'],
  ['Pine -> Oak <- Ash', 'pine-oak-ash'],
  ['hand saws…and planes', 'hand-saws-and-planes'],
  ['Crème brûlée: ﬁne Ærø, Łódź, ǎ, x̄', 'creme-brulee-fine-aero-lodz-a-x'],
  ['Hans’ “best” rock’n’roll', 'hans-best-rocknroll'],
  ['𝗕𝗼𝗹𝗱 claims, ＷＩＤＥ　２ and ③', 'bold-claims-wide-2-and-3'],
  ['A 1️⃣ soft\u00adly\u200b ❤️ joint', 'a-1-softly-joint'],
  ['Рубанок и стамеска', 'rubanok-i-stameska'],
  ['2024', '2024'],
  // Nothing that a slug can hold, or of the letters nothing.
  ['🔨🔨🔨', 'abcdef12345'],
  ['木工の基本', 'abcdef12345'],
  ['第8話 木工の基本', 'abcdef12345'],
  ['   ', 'abcdef12345'],
])('the slug of %j is %j', (title, slug) => {
  expect(makeSlug(title, id, plain)).toBe(slug);
});

test('a language has its own letters and its own "and"', () => {
  const make = (title: string, locale: string) => makeSlug(title, id, { locale, unicode: false });
  expect(make('Möbel & Maße im Öl', 'de')).toBe('moebel-und-masse-im-oel');
  expect(make('Møbler på Ærø', 'da')).toBe('moebler-paa-aeroe');
  expect(make('Щит', 'bg')).toBe('shtit');
  expect(make('Tisch | 50% ♥ oder <Stuhl>', 'de')).toBe('tisch-50-oder-stuhl');
  for (const locale of slugLocales) {
    const marks = 'àäåæöøüĐđЩщЦцХхГгИи & ';
    expect([locale, makeSlug(marks, id, { locale, unicode: false })]).not.toEqual([
      locale,
      makeSlug(marks, id, plain),
    ]);
  }
});

test.each([
  ['第8話 木工の基本', '第8話-木工の基本'],
  ['Рубанок И Стамеска', 'рубанок-и-стамеска'],
  ['लकड़ी का काम', 'लकड़ी-का-काम'.normalize()],
  ['ΟΔΟΣ: Étude nº 4', 'οδος-etude-no-4'],
  ['İstanbul & Ağaç', 'istanbul-and-agac'],
  ['ｶﾝﾅ（鉋）🔨 ２', 'カンナ-鉋-2'],
])('with `unicode` the slug of %j is %j, and the generator serves it so', (title, slug) => {
  expect(makeSlug(title, id, { locale: null, unicode: true })).toBe(slug);
  expect(sanitiseSlug(slug)).toBe(slug);
});

test('a slug is the name of a folder: a long one ends at a gap, within 200 bytes', () => {
  const cjk = makeSlug('鉋'.repeat(100), id, { locale: null, unicode: true });
  expect(cjk).toBe('鉋'.repeat(66));
  expect(makeSlug('plane '.repeat(100), id, plain)).toBe(`${'plane-'.repeat(32)}plane`);
  expect(makeSlug('x'.repeat(500), id, plain)).toBe('x'.repeat(200));
});

test('a slug made of an id is as it is served', () => {
  expect(makeSlug('!', '-aB_cDeFgH-', plain)).toBe('ab_cdefgh');
  expect(makeSlug('!', '-----------', plain)).toBe('-----------');
});

test('a slug is lower-case letters, digits and dashes, and stays what it is', () => {
  const title = fc.string({ unit: 'grapheme', maxLength: 120 });
  fc.assert(
    fc.property(title, fc.boolean(), (title, unicode) => {
      const slug = makeSlug(title, id, { locale: null, unicode });
      expect(slug).toMatch(
        unicode ? /^[\p{L}\p{Nd}\p{M}]+(-[\p{L}\p{Nd}\p{M}]+)*$/u : /^[a-z\d]+(-[a-z\d]+)*$/,
      );
      expect(sanitiseSlug(slug)).toBe(slug);
      expect(Buffer.byteLength(slug)).toBeLessThanOrEqual(200);
    }),
  );
});

test.each([
  ['already-fine', 'already-fine'],
  ['Upper Case', 'upper-case'],
  ['--a -- b--', 'a--b'],
  ['a--b- -c', 'a--b--c'],
  [' padded ', 'padded'],
  ['İΟΔΟΣ', 'iοδοσ'],
  ['c# & .net', 'c#-.net'],
  ['què?!', 'què'],
  ['100%', '100'],
  ['a%20b', 'a%20b'],
])('Hugo makes %j %j', (slug, sanitised) => {
  expect(sanitiseSlug(slug)).toBe(sanitised);
});

test('a clash counts up', () => {
  const taken = new Set(['plane', 'plane-2']);
  const findFree = (findUrl: (slug: string) => string | null) =>
    findFreeSlug('plane', findUrl, (url) => taken.has(url));
  expect(findFree((slug) => slug)).toBe('plane-3');
  expect(findFree((slug) => `/free/${slug}`)).toBe('plane');
  // A slug whose URL is not known gives way to one whose URL is.
  expect(findFree((slug) => (slug === 'plane' ? null : slug))).toBe('plane-3');
  expect(findFree((slug) => (/^plane-\d\d?$/.test(slug) ? null : slug))).toBe('plane-100');
  // No number helps where the URL does not hold the slug, or is unknown.
  expect(findFree(() => 'plane')).toBe('plane');
  expect(findFree(() => null)).toBe('plane');
  expect(isSlugOf('plane-3', 'plane')).toBe(true);
  expect(isSlugOf('plane-iron', 'plane')).toBe(false);
});
