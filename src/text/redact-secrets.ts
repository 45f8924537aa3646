/** Replaces secrets in a text that goes out: a key may have been given in the wrong place, or a server may repeat it. */
export function redactSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((redacted, secret) => redacted.replaceAll(secret, '[API key]'), text);
}
