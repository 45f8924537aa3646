import type { Value } from './value.ts';

function Bare() {}
Bare.prototype = Object.create(null);
const BareRecord = Bare as unknown as new () => Record<string, Value>;

/**
 * Makes an empty record that inherits no key, so that one such as `constructor` or `__proto__` is only a key. Full of a
 * page's front matter it takes a third of the memory that one of `Object.create(null)` takes, which V8 keeps as a table.
 */
export function makeRecord(): Record<string, Value> {
  return new BareRecord();
}
