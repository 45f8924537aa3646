import { join } from 'node:path';
import { makeFolder } from './run.ts';

/**
 * The environment in which the command writes to a slow disk: it waits each time that it has flushed a file, so that
 * there is time to stop it between two pages, on a fast machine too.
 *
 * @param more options for Node beside this one
 */
export function makeSlowDisk(milliseconds: number, ...more: string[]): { NODE_OPTIONS: string } {
  const code = `
    const clock = new Int32Array(new SharedArrayBuffer(4));
    const wait = () => Atomics.wait(clock, 0, 0, ${milliseconds});
    require('node:diagnostics_channel').subscribe('tubematter:flushed', wait);
  `;
  return { NODE_OPTIONS: [preload(code), ...more].join(' ') };
}

/** The option for Node that runs some code before the command. */
export function preload(code: string): string {
  return `--require ${join(makeFolder({ 'preload.cjs': code }), 'preload.cjs')}`;
}
