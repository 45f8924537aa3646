import type { Value } from './value.ts';

function Bare() {}
Bare.prototype = Object.create(null);
const BareRecord = Bare as unknown as new () => Record<string, Value>;

/**
 * Makes an empty record that inherits no keys, so that `constructor` or `__proto__` is a key like any other. Filled
 * with front matter, it takes a third of the memory of `Object.create(null)`, which V8 keeps as a table.
 */
export function makeRecord(): Record<string, Value> {
  return new BareRecord();
}
