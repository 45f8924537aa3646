import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { longestMilliseconds } from '../until.ts';

const command = fileURLToPath(new URL('../../bin/tubematter.js', import.meta.url));

/** It makes the pseudo-terminal, and is a part of every Linux. */
const recorder = 'script';

/** Keys as a terminal sends them. */
export const keys = { enter: '\r', down: '\x1b[B', clearLine: '\x15', interrupt: '\x03', yes: 'y', no: 'n' };

/** `script` of util-linux makes the pseudo-terminal. Where there is none, that is said loudly. */
export function hasTerminal(): boolean {
  const found = /util-linux/.test(spawnSync(recorder, ['--version'], { encoding: 'utf8' }).stdout ?? '');
  if (!found) process.stderr.write('SKIPPED: questions on a terminal (no `script` of util-linux)\n');
  return found;
}

/**
 * Runs the built command on a pseudo-terminal of 80 columns, and answers.
 *
 * @param answers what to wait for, and the keys to send then, in order
 * @param variables beside those that a shell has
 * @throws where one is waited for in vain
 */
export function runOnTerminal(
  args: string[],
  cwd: string,
  answers: [waitFor: RegExp, keys: string][],
  variables: Record<string, string> = {},
): Promise<{ exitCode: number | null; screen: string }> {
  const line = ['stty cols 80 rows 40;', 'exec', process.execPath, command, ...args].join(' ');
  const { PATH = '' } = process.env;
  const child = spawn(recorder, ['--quiet', '--return', '--flush', '--command', line, '/dev/null'], {
    cwd,
    env: { PATH, HOME: cwd, TERM: 'xterm', ...variables },
  });
  let received = '';
  let screen = '';
  let seen = 0;
  const waiting = [...answers];
  child.stdout.setEncoding('utf8').on('data', (text) => {
    received += text;
    // As a whole: a control sequence may come in two parts.
    screen = stripVTControlCharacters(received);
    // On a busy machine, what two answers wait for may come at once.
    for (let [next] = waiting; next; [next] = waiting) {
      const found = next[0].exec(screen.slice(seen));
      if (!found) return;
      seen += found.index + found[0].length;
      waiting.shift();
      child.stdin.write(next[1]);
    }
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => child.kill(), longestMilliseconds);
    child.on('error', reject);
    child.on('close', (exitCode) => {
      clearTimeout(timer);
      const [missed] = waiting;
      if (missed) reject(new Error(`nothing on the screen is like ${missed[0]}:\n${screen}`));
      else resolve({ exitCode, screen });
    });
  });
}
