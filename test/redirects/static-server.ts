import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { onTestFinished } from 'vitest';

const types: Record<string, string> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/**
 * Serves a folder as a host without rules does, until the test ends: a folder by its `index.html`, and `404.html` for what
 * is not there.
 *
 * @returns the origin, such as http://127.0.0.1:8080
 */
export async function serveFolder(folder: string): Promise<string> {
  const server = createServer(({ url = '/' }, answer) => {
    const { pathname, search } = new URL(url, 'http://localhost');
    const file = join(folder, decodeURIComponent(pathname));
    const found = pathname.endsWith('/') ? join(file, 'index.html') : file;
    if (statSync(found, { throwIfNoEntry: false })?.isDirectory()) {
      answer.writeHead(301, { location: `${pathname}/${search}` }).end();
      return;
    }
    const type = types[extname(found)] ?? 'text/html';
    const missing = join(folder, '404.html');
    if (existsSync(found)) answer.writeHead(200, { 'content-type': type }).end(readFileSync(found));
    else
      answer
        .writeHead(404, { 'content-type': 'text/html' })
        .end(existsSync(missing) ? readFileSync(missing) : '');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
}
