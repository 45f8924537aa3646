/** A plain text in source code, its content as the one group. */
export const literal = /["'`]([^"'`$\\\n]*)["'`]/.source;

/** Source code without comments. Quoted text stays. */
export function stripComments(code: string): string {
  return code.replace(
    /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\[\s\S])*`)|\/\*[\s\S]*?\*\/|\/\/.*/g,
    (_, quoted?: string) => quoted ?? '',
  );
}

/**
 * Finds the values of a key that are written out in source code, such as `base: '/repo'`.
 *
 * @returns one for each place; null for a value that is computed
 */
export function findLiterals(code: string, key: string): (string | null)[] {
  const pattern = new RegExp(
    `(?<![\\w.$])["']?${key}["']?\\s*:\\s*(?:${literal}(?=\\s*[,;})\\]]|\\s*$))?`,
    'gm',
  );
  const written = [...code.matchAll(pattern)].map(([, value]) => value ?? null);
  const shorthand = new RegExp(`[{,]\\s*${key}\\s*[,}]`).test(code);
  return shorthand ? [...written, null] : written;
}
