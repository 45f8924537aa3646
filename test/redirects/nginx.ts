import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

const binary = 'nginx';

export const hasNginx = spawnSync(binary, ['-v']).error === undefined;

/**
 * Serves `public/` of a folder on loopback, with the redirects in its `redirects.conf`, until the test ends.
 *
 * @returns the origin, such as http://127.0.0.1:8080
 */
export async function startNginx(folder: string): Promise<string> {
  const port = await findPort();
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/tmp;`,
  );
  // The lines that the file itself asks for.
  const lines = readFileSync(join(folder, 'redirects.conf'), 'utf8').match(/(?<=^# {3})if .*$/gm) ?? [];
  writeFileSync(
    join(folder, 'nginx.conf'),
    `${process.getuid?.() === 0 ? 'user root;' : ''} daemon off; master_process off; pid ${folder}/pid; error_log stderr;
events {}
http {
  access_log off; ${places.join(' ')}
  include ${folder}/redirects.conf;
  server {
    listen 127.0.0.1:${port};
    root ${folder}/public;
    ${lines.join('\n    ')}
  }
}`,
  );
  const child = spawn(binary, ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')]);
  onTestFinished(async () => {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const origin = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 100; tries++) {
    if (child.exitCode !== null) throw new Error(`nginx ended: ${said}`);
    if (await fetch(origin).catch(() => null)) return origin;
    await setTimeout(50);
  }
  throw new Error(`nginx does not answer: ${said}`);
}

async function findPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return address !== null && typeof address === 'object' ? address.port : 0;
}
