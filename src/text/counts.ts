/** `1,130`. */
export function formatNumber(number: number): string {
  return number.toLocaleString('en-US');
}

/** `1 page`, `2 pages`. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${formatNumber(number)} ${number === 1 ? singular : plural}`;
}
