// The table of results.

/** Far over a bound: more than the noise of a busy machine, and than a small site, whose import is mostly its start. */
const grossFactor = 8;

/** Adds what the values come to. */
export function judge({ name, unit, bound, values, best, isExact = false }) {
  const sorted = values.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)];
  const isMet = isExact ? values.every((value) => value === bound) : median <= bound;
  // A short reference is noisy: both ways to look at it must agree.
  const isGross = isExact ? !isMet : Math.min(best ?? sorted[0], sorted[0]) > bound * grossFactor;
  return { name, unit, bound, minimum: sorted[0], median, best, isMet, isGross, values };
}

export const heading = formatLine('', 'min', 'median', 'bound', '');

/** One line of the table. */
export function formatResult({ name, unit, bound, minimum, median, isMet, isGross }) {
  const verdict = isMet ? '' : isGross ? 'FAR OVER' : 'over';
  return `${formatLine(name, ...[minimum, median, bound].map(formatNumber), unit)} ${verdict}`.trimEnd();
}

function formatLine(name, minimum, median, bound, unit) {
  const numbers = [minimum, median, bound].map((text) => text.padStart(8)).join('');
  return `${name.padEnd(44)}${numbers}  ${unit}`;
}

function formatNumber(value) {
  return value >= 20 ? value.toFixed(0) : value.toFixed(2);
}
