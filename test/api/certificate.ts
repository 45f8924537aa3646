import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, type TestContext } from 'vitest';

interface Certificate {
  key: string;
  cert: string;
  /** For NODE_EXTRA_CA_CERTS. */
  file: string;
}

/** Makes a certificate for loopback that signs itself. Skips a test, loudly, where there is no openssl. */
export function needCertificate(context: TestContext): Certificate {
  made ??= makeCertificate();
  return made ?? context.skip('openssl is not on PATH: https and proxies were NOT tested');
}

const folder = mkdtempSync(join(tmpdir(), 'tubematter-certificate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let made: Certificate | null = null;

function makeCertificate(): Certificate | null {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const { status } = spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
    ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'],
    ...['-keyout', key, '-out', cert],
  ]);
  if (status !== 0) return null;
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8'), file: cert };
}
