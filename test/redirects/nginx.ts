import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPort, startServer } from './server.ts';

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
  return startServer(port, binary, ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')]);
}
