/** Stands for what only Hugo can tell. */
export interface Unknown {
  /** Why, in words that follow "because". */
  why: string;
}

export function unknown(why: string): Unknown {
  return { why };
}

export function isUnknown(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && 'why' in value;
}
