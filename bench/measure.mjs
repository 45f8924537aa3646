// Runs programs and compares how long they take.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../bin/tubematter.js', import.meta.url));
const memoryHook = new URL('./report-memory.mjs', import.meta.url).href;

/** The arguments of Node for the built command. */
export const tubematter = (...args) => [command, ...args];

/** The arguments of Node for a program in `reference/`. */
export const reference = (name, ...args) => [
  fileURLToPath(new URL(`./reference/${name}.mjs`, import.meta.url)),
  ...args,
];

/**
 * Runs Node to its end.
 *
 * @param {string[]} args
 * @param {{ cwd: string, env?: Record<string, string>, exitCode?: number }} options what it must exit with; else 0
 * @returns the seconds that it took, from its start to its end, and what it printed
 */
export function runNode(args, { cwd, env = {}, exitCode = 0 }) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, args, {
      cwd,
      env: { PATH: process.env.PATH, HOME: cwd, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (text) => {
      output += text;
    });
    child.stderr.on('data', (text) => {
      errors += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      const seconds = (performance.now() - start) / 1000;
      if (code === exitCode) resolve({ seconds, output });
      else reject(new Error(`node ${args.join(' ')} ended with ${code}:\n${errors}`));
    });
  });
}

/** @returns the most memory that a run took, in MB, by the operating system's own account */
export async function findPeakMemory(args, options) {
  const file = join(options.cwd, 'peak-memory');
  const env = { ...options.env, BENCH_MEMORY_FILE: file };
  await runNode(['--import', memoryHook, ...args], { ...options, env });
  return Number(readFileSync(file, 'utf8')) / 1024;
}

/**
 * Measures two things in turn, A B A B, so that a machine that grows slower or faster bears on both alike.
 *
 * @param {number} count
 * @param {() => Promise<number>} measureThing
 * @param {() => Promise<number>} measureReference
 * @returns `values`: for each round what the thing took, in units of the reference; `best`: the shortest time of the thing
 *   in units of the shortest of the reference, which a busy machine changes least
 */
export async function measureRatios(count, measureThing, measureReference) {
  const things = [];
  const references = [];
  for (let round = 0; round < count; round++) {
    things.push(await measureThing());
    references.push(await measureReference());
  }
  return {
    values: things.map((seconds, round) => seconds / references[round]),
    best: Math.min(...things) / Math.min(...references),
  };
}
