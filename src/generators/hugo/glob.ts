/**
 * Whether a path matches a pattern of Hugo's, in any letter case: `*` stays within a folder, `**` does not, `{a,b}` is
 * either.
 *
 * @returns null for a pattern with other signs
 */
export function matchesGlob(pattern: string, path: string): boolean | null {
  if (/[[\]!\\?]/.test(pattern)) return null;
  const source = pattern.replace(/\*\*|\*|[{},]|[^*{},]+/g, (part) => signs[part] ?? escapeSigns(part));
  try {
    return new RegExp(`^${source}$`, 'i').test(path);
  } catch {
    return null; // Brackets that do not close.
  }
}

const signs: Record<string, string> = { '**': '.*', '*': '[^/]*', '{': '(?:', '}': ')', ',': '|' };

function escapeSigns(text: string): string {
  return text.replace(/[.+^$()|]/g, '\\$&');
}
