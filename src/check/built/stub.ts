/**
 * Where a page sends its visitors by itself: the target of its `<meta http-equiv="refresh">`.
 *
 * @param html a small page as a whole
 * @returns as the page spells it, and the seconds until then; null if the page stays
 */
export function findRefresh(html: string): { target: string; seconds: number } | null {
  for (const tag of listTags(html, 'meta')) {
    if (readAttribute(tag, 'http-equiv')?.toLowerCase() !== 'refresh') continue;
    const found = /^\s*([\d.]*)\s*[;,]?\s*url\s*=\s*(['"]?)(.*)$/is.exec(readAttribute(tag, 'content') ?? '');
    if (!found) continue;
    const [, seconds, quote = '', rest = ''] = found;
    const target = (quote === '' ? rest : (rest.split(quote)[0] ?? '')).trim();
    if (target !== '') return { target, seconds: Number(seconds) };
  }
  return null;
}

/** The page that a page names as the real one, as it spells it; null if it names none. */
export function findCanonical(html: string): string | null {
  const tag = listTags(html, 'link').find(
    (link) => readAttribute(link, 'rel')?.toLowerCase() === 'canonical',
  );
  return tag === undefined ? null : readAttribute(tag, 'href');
}

function listTags(html: string, name: string): string[] {
  // What a browser with scripts does not read, or does not read as elements.
  const text = html.replace(/<!--[\s\S]*?-->|<(script|noscript|style|template)\b[\s\S]*?<\/\1\s*>/gi, '');
  return text.match(new RegExp(`<${name}\\b(?:"[^"]*"|'[^']*'|[^>"'])*>`, 'gi')) ?? [];
}

function readAttribute(tag: string, name: string): string | null {
  const pattern = new RegExp(`[\\s"']${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i');
  const [found, double, single, plain] = pattern.exec(tag) ?? [];
  return found === undefined ? null : decodeEntities(double ?? single ?? plain ?? '');
}

const named: Record<string, string> = { amp: '&', quot: '"', apos: "'", lt: '<', gt: '>' };

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|quot|apos|lt|gt));/gi,
    (whole, decimal, hex, name) => {
      if (name) return named[name.toLowerCase()] ?? whole;
      const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0x10_ff_ff ? whole : String.fromCodePoint(code);
    },
  );
}
