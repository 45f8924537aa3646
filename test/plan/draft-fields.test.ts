import { describe, expect, test } from 'vitest';
import { eleventy } from '../../src/generators/eleventy/eleventy.ts';
import { jekyll } from '../../src/generators/jekyll/jekyll.ts';
import type { Value } from '../../src/model/value.ts';
import { planFlag } from '../../src/plan/unavailable-flag.ts';

const makePage = (data: Record<string, Value>) => ({
  path: 'a.md',
  videoId: 'abcDEF12345',
  data,
  bodyIsEmpty: false,
});
const rules = { missing: 'draft' as const };

describe('a page whose video is gone becomes a draft as its generator knows them', () => {
  test('in Jekyll by published: false, and back', () => {
    const gone = planFlag(makePage({ title: 'T' }), 'missing', undefined, rules, jekyll);
    expect(gone).toMatchObject({ changes: [{ key: 'published', after: false }], known: { published: null } });
    const last = { url: null, values: { unavailable: gone.known ?? null } };
    const back = planFlag(makePage({ published: false }), 'listed', last, rules, jekyll);
    expect(back.changes).toMatchObject([{ key: 'published', action: 'remove' }]);
  });

  test('in Eleventy by two keys, of which one takes the place of a permalink that comes back', () => {
    const permalink = '/videos/{{ slug }}/';
    const gone = planFlag(makePage({ permalink }), 'missing', undefined, rules, eleventy);
    expect(gone.changes).toMatchObject([
      { key: 'permalink', before: permalink, after: false },
      { key: 'eleventyExcludeFromCollections', after: true },
    ]);
    const last = { url: null, values: { unavailable: gone.known ?? null } };
    const draft = makePage({ permalink: false, eleventyExcludeFromCollections: true });
    expect(planFlag(draft, 'listed', last, rules, eleventy).changes).toMatchObject([
      { key: 'permalink', after: permalink },
      { key: 'eleventyExcludeFromCollections', action: 'remove' },
    ]);
  });

  test('also after a move from Eleventy to Jekyll, which builds what is a draft in Eleventy', () => {
    const draft = makePage({ slug: 'a-talk', permalink: false, eleventyExcludeFromCollections: true });
    const known = { permalink: '/videos/{{ slug }}/', eleventyExcludeFromCollections: null };
    const last = { url: null, values: { unavailable: known } };
    const shown = [
      { key: 'permalink', after: '/videos/a-talk/' },
      { key: 'eleventyExcludeFromCollections', action: 'remove' },
    ];
    expect(planFlag(draft, 'missing', last, rules, jekyll)).toMatchObject({
      changes: [...shown, { key: 'published', after: false }],
      known: { published: null },
    });
    expect(planFlag(draft, 'listed', last, rules, jekyll).changes).toMatchObject(shown);
  });

  test('and a draft of the user stays one', () => {
    const page = makePage({ published: false });
    expect(planFlag(page, 'missing', undefined, rules, jekyll)).toEqual({ changes: [], known: undefined });
  });
});
