const names: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: '\u00a0' };

/** The text that a browser shows of a piece of HTML without scripts. */
export function readHtml(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hexadecimal, name) => {
      if (name) return names[name] ?? whole;
      return String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hexadecimal, 16));
    });
}
