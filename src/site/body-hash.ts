import { createHash } from 'node:crypto';

/**
 * A short hash of a page's body, so that a later import can tell whether anybody has touched it. Line ends and blank lines
 * around it do not count.
 */
export function hashBody(body: string): string {
  const text = body.replaceAll('\r\n', '\n').trim();
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
