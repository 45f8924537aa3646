import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { longestMilliseconds } from '../until.ts';

/**
 * Starts a web server on loopback, until the test ends.
 *
 * @returns the origin, such as http://127.0.0.1:8080, once it answers
 */
export async function startServer(port: number, program: string, args: string[]): Promise<string> {
  const child = spawn(program, args);
  onTestFinished(async () => {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const origin = `http://127.0.0.1:${port}`;
  for (const end = Date.now() + longestMilliseconds; Date.now() < end; await setTimeout(50)) {
    if (child.exitCode !== null) throw new Error(`${program} ended: ${said}`);
    if (await fetch(origin).catch(() => null)) return origin;
  }
  throw new Error(`${program} does not answer: ${said}`);
}

/** A port that is free. */
export async function findPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return address !== null && typeof address === 'object' ? address.port : 0;
}
