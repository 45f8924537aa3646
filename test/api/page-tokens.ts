/**
 * Page tokens as the real server has made them since 2022: base64 of a small protobuf message that holds a flag (1 for
 * the page before) and the text `PT:` with the offset, again as a base64 protobuf. Clients must not look inside.
 */
export function makePageToken(offset: number, isPrevious = false): string {
  const inner = Buffer.from([0x08, ...writeVarint(offset)])
    .toString('base64')
    .replace(/=+$/, '');
  const text = Buffer.from(`PT:${inner}`);
  const bytes = [0x10, isPrevious ? 1 : 0, 0x1a, text.length, ...text];
  return Buffer.from(bytes).toString('base64url');
}

/** @returns null for what is no token of ours */
export function readPageToken(token: string): { offset: number; isPrevious: boolean } | null {
  const bytes = Buffer.from(token, 'base64url');
  const match = /^PT:([A-Za-z0-9+/]+)$/.exec(bytes.subarray(4).toString('latin1'));
  if (!match?.[1] || bytes[0] !== 0x10 || bytes[2] !== 0x1a) return null;
  const inner = Buffer.from(match[1], 'base64');
  const offset = readVarint(inner.subarray(1));
  const isPrevious = bytes[1] === 1;
  return makePageToken(offset, isPrevious) === token ? { offset, isPrevious } : null;
}

function writeVarint(value: number): number[] {
  return value < 0x80 ? [value] : [(value % 0x80) | 0x80, ...writeVarint(Math.floor(value / 0x80))];
}

function readVarint(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte, index) => sum + (byte & 0x7f) * 2 ** (7 * index), 0);
}
