import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { apiKey } from '../e2e/run.ts';
import { until } from '../until.ts';

const command = fileURLToPath(new URL('../../bin/tubematter.js', import.meta.url));
const socket = `tubematter-${process.pid}`;
const records = mkdtempSync(join(tmpdir(), 'tubematter-screens-'));
let sessions = 0;

/** Whether there is a tmux to run the command under. */
export const hasTmux = run(['-V']) !== null;
if (!hasTmux) process.stderr.write('\nSKIPPED: what the terminal shows (no tmux)\n\n');

afterAll(() => {
  if (sessions > 0) run(['kill-server']);
  rmSync(records, { recursive: true, force: true });
});

export interface ScreenOptions {
  cwd: string;
  env?: Record<string, string>;
  columns: number;
  rows?: number;
  /** What the shell runs instead of the command alone; `$TUBEMATTER` is the command. */
  shell?: string;
}

/** A terminal with the command running in it, below a line that stands for a person's prompt. */
export interface Screen {
  /** What it shows now, without the prompt and empty lines at the end. Spinners look alike. */
  read(): string;
  /** The same with what has left it at the top. */
  readAll(): string;
  /** Each byte that it was sent, as text. */
  readBytes(): string;
  /** Whether it is as a shell wants it: with a cursor, and lines that go on below. */
  isAsBefore(): boolean;
  /** Waits until it shows something. @throws after a minute, with what it shows instead */
  waitFor(pattern: RegExp): Promise<string>;
  /** Waits for the end. @returns what is left on the screen, and the exit code */
  waitForEnd(): Promise<{ text: string; exitCode: number }>;
  /** Presses keys, by tmux's names: `C-c`. */
  press(...keys: string[]): void;
  resize(columns: number, rows?: number): void;
}

const prompt = '$ tubematter\n';

/** Runs the built command under a terminal of its own. */
export function openScreen(
  args: string[],
  { cwd, env = {}, columns, rows = 40, shell = 'eval "$TUBEMATTER"' }: ScreenOptions,
): Screen {
  const name = `s${++sessions}`;
  const record = join(records, name);
  const variables = {
    PATH: process.env['PATH'] ?? '',
    HOME: cwd,
    LANG: 'C.UTF-8',
    TERM: 'tmux-256color',
    TUBEMATTER: [process.execPath, command, ...args].map(quote).join(' '),
    ...env,
  };
  const assignments = Object.entries(variables).map(([key, value]) => `${key}=${quote(value)}`);
  // It starts when everything is recorded.
  const wait = `tmux -L ${socket} wait-for ${name}`;
  // The shell outlives a Ctrl-C, as a person's does.
  const script = `trap : INT; ${wait}; printf ${quote(prompt)}; ${shell}; echo "[exit $?]"; sleep 60`;
  const line = `exec env -i ${assignments.join(' ')} sh -c ${quote(script)}`;
  const size = ['-x', String(columns), '-y', String(rows)];
  run(['-f', '/dev/null', 'new-session', '-d', '-s', name, '-c', cwd, ...size, line]);
  writeFileSync(record, '');
  run(['pipe-pane', '-t', name, `exec cat >> ${quote(record)}`]);
  run(['wait-for', '-S', name]);

  const capture = (...options: string[]) =>
    (run(['capture-pane', '-p', '-t', name, ...options]) ?? '').trimEnd();
  const readBytes = () => readFileSync(record, 'utf8');
  const screen: Screen = {
    read: () => calm(capture()),
    readAll: () => calm(capture('-S', '-')),
    readBytes,
    isAsBefore: () =>
      run(['display-message', '-p', '-t', name, '#{cursor_flag}#{wrap_flag}'])?.trim() === '11',
    waitFor: (pattern) => waitUntil(screen.read, pattern),
    waitForEnd: async () => {
      await waitUntil(readBytes, /\[exit \d+\]/);
      const text = await waitUntil(screen.read, /\[exit \d+\]$/);
      if (readBytes().includes(apiKey)) throw new Error('the API key was shown');
      const [, before = '', code] = /^([\s\S]*)\[exit (\d+)\]$/.exec(text) ?? [];
      return { text: before.trimEnd(), exitCode: Number(code) };
    },
    press: (...keys) => void run(['send-keys', '-t', name, ...keys]),
    resize: (width, height = rows) =>
      void run(['resize-window', '-t', name, '-x', String(width), '-y', String(height)]),
  };
  return screen;
}

/** Not too often: each look is a process, and the loopback API answers from this one. */
async function waitUntil(read: () => string, pattern: RegExp): Promise<string> {
  let text = '';
  const isShown = () => {
    text = read();
    return pattern.test(text);
  };
  await until(isShown, 100).catch(() => {
    throw new Error(`the screen never showed ${pattern}:\n${text}`);
  });
  return text;
}

function calm(text: string): string {
  return text.replace(prompt, '').replace(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/g, '⠿');
}

function run(args: string[]): string | null {
  try {
    return execFileSync('tmux', ['-u', '-L', socket, ...args], { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    if (args[0] === '-V' || args[0] === 'kill-server') return null;
    throw error;
  }
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
