import { createHash } from 'node:crypto';

/**
 * A short hash of a page's body, so that a later import can tell whether it was edited. Line endings and surrounding
 * blank lines do not count.
 */
export function hashBody(body: string): string {
  const text = body.replaceAll('\r\n', '\n').trim();
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
