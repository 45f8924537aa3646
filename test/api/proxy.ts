import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll } from 'vitest';

export interface Proxy {
  /** With a user and a password. */
  url: string;
  /** Every request, with its headers, and every byte that went through a tunnel to its target. */
  seen: string[];
  close(): void;
}

/** Starts a proxy on loopback that opens tunnels, or answers CONNECT with a status. It is closed when the tests are done. */
export async function startProxy(refusal: string | null): Promise<Proxy> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
    response.writeHead(502).end();
  });
  server.on('connect', (request, socket, head) => {
    seen.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
    if (refusal !== null) {
      socket.end(`HTTP/1.1 ${refusal}\r\ncontent-type: text/html\r\ncontent-length: 13\r\n\r\n<p>No way</p>`);
      return;
    }
    const [host, port] = String(request.url).split(':');
    const target = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.write(head);
      socket.on('data', (bytes) => seen.push(bytes.toString('latin1')));
      target.pipe(socket).pipe(target);
    });
    target.on('error', () => socket.destroy());
    socket.on('error', () => target.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  afterAll(close);
  return { url: `http://user:word@127.0.0.1:${(server.address() as AddressInfo).port}`, seen, close };
}
