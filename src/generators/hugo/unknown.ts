/** Stands for what only Hugo can tell. */
export interface Unknown {
  /** Why, in words that follow "because". */
  why: string;
  /** Whether it could be told if it were known which Hugo builds the site. */
  needsVersion: boolean;
}

export function unknown(why: string): Unknown {
  return { why, needsVersion: false };
}

/** As `unknown`, for what differs between versions. */
export function unknownVersion(why: string): Unknown {
  return { why: `${why}, and which Hugo builds the site is not known`, needsVersion: true };
}

export function isUnknown(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && 'why' in value;
}
