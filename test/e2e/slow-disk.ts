import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../until.ts';
import { makeFolder } from './run.ts';

/** What the command's environment has to hold for it. */
type Environment = { NODE_OPTIONS: string };

/**
 * The environment in which the command writes to a slow disk: it waits each time that it has flushed a file, so that
 * writing takes its time on a fast machine too.
 *
 * @param more options for Node beside this one
 */
export function makeSlowDisk(milliseconds: number, ...more: string[]): Environment {
  return onFlush(`wait(${milliseconds})`, ...more);
}

/** A disk that stands still in the middle of an import. */
export interface HeldDisk {
  env: Environment;
  /** Resolves once it stands still. */
  untilHeld(): Promise<void>;
  release(): void;
}

/**
 * A disk that stands still as soon as a number of files are flushed, until it is released: what a test does meanwhile
 * happens between two writes, however slow or fast the machine is. The command hears a signal once it goes on.
 */
export function makeHeldDisk(files: number): HeldDisk {
  const mark = join(makeFolder(), 'held');
  const path = JSON.stringify(mark);
  const env = onFlush(`
    if (flushes !== ${files}) return;
    fs.writeFileSync(${path}, '');
    while (fs.existsSync(${path})) wait(5);
  `);
  return { env, untilHeld: () => until(() => existsSync(mark)), release: () => rmSync(mark) };
}

/** The environment in which the command runs some code each time that it has flushed a file: by now, `flushes`. */
function onFlush(code: string, ...more: string[]): Environment {
  const program = `
    const fs = require('node:fs');
    const clock = new Int32Array(new SharedArrayBuffer(4));
    const wait = (milliseconds) => Atomics.wait(clock, 0, 0, milliseconds);
    let flushes = 0;
    require('node:diagnostics_channel').subscribe('tubematter:flushed', () => {
      flushes += 1;
      ${code}
    });
  `;
  return { NODE_OPTIONS: [preload(program), ...more].join(' ') };
}

/** The option for Node that runs some code before the command. */
export function preload(code: string): string {
  return `--require ${join(makeFolder({ 'preload.cjs': code }), 'preload.cjs')}`;
}
