/** A mark belongs to a word from Jekyll 4.1 on: before, it made a dash. So its slug is not known. */
const dependsOnVersion = /\p{M}/u;

/** @returns null if the versions of Jekyll make different slugs of it */
export function slugify(text: string): string | null {
  const slug = replaceGaps(text, /[^\p{L}\p{Nd}]+/gu);
  return slug === null ? null : lower(slug);
}

/** As `slugify`, with letter case and some signs kept, as in `:title`. */
export function slugifyTitle(text: string): string | null {
  return replaceGaps(text, /[^\p{L}\p{Nd}._~!$&'()+,;=@]+/gu);
}

/** Lower-cases letter by letter, as Ruby does, where JavaScript looks for the last `Σ` of a word. */
export function lower(text: string): string {
  return text.replace(/\p{L}/gu, (letter) => letter.toLowerCase());
}

function replaceGaps(text: string, gaps: RegExp): string | null {
  return dependsOnVersion.test(text) ? null : text.replace(gaps, '-').replace(/^-|-$/g, '');
}
