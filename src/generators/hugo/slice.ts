/**
 * The part of a page's sections that a slice such as `[1:]`, `[last]` or `[0]` names.
 * Source: Hugo, resources/page/permalinks.go (toSliceFunc).
 */
export function sliceSections(sections: readonly string[], slice: string): string[] {
  const [from = '', to] = slice.slice(1, -1).trim().toLowerCase().split(':');
  const { length } = sections;
  if (length === 0) return [];
  const place = (text: string, atEnd: number, isStart: boolean): number => {
    if (text === '') return isStart ? 0 : length;
    if (text === 'last') return length - 1;
    const number = Math.max(0, Number.parseInt(text, 10) || 0);
    return number >= length ? atEnd : number;
  };
  if (to === undefined) {
    const at = place(from, -1, true);
    return at < 0 ? [] : sections.slice(at, at + 1);
  }
  const start = place(from, -1, true);
  const end = place(to, length, false);
  return start < 0 ? [] : sections.slice(start, end);
}
