import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { makeFolder, type Outcome, type RunOptions, runTubematter } from '../e2e/run.ts';

/** Skips a test, loudly, where system calls cannot be tampered with: that takes Linux and strace. */
export function needStrace(context: TestContext): void {
  const { status } = spawnSync('strace', [
    '-f',
    '-o',
    '/dev/null',
    '-e',
    'inject=rename:delay_enter=1',
    'true',
  ]);
  if (status === 0) return;
  const reason = 'there is no strace that works: faults of system calls were NOT tested';
  process.stderr.write(`SKIPPED: ${reason}\n`);
  context.skip(reason);
}

/**
 * What stands before a command so that its system calls are tampered with.
 *
 * @param inject such as `link:error=EPERM`. Source: strace(1), "Tampering"
 */
export function tamper(inject: string): string[] {
  const [calls = ''] = inject.split(':');
  return ['strace', '-f', '-qq', '-o', '/dev/null', '-e', `trace=${calls}`, '-e', `inject=${inject}`];
}

/** A system call that the command made. */
export interface SystemCall {
  name: string;
  /** The call as strace writes it, with the path of every descriptor. */
  text: string;
  /** The how manieth of its name, from 1. */
  at: number;
  isInjected: boolean;
}

/**
 * Runs the built command and notes the system calls of its main thread, in order: files are written in no other.
 *
 * @param names of the calls, as regular expressions of strace: `/^(rename|link)`
 * @param inject a fault, such as `write:error=EIO:when=3`
 */
export async function traceTubematter(
  args: string[],
  options: RunOptions,
  names: string,
  inject?: string,
): Promise<Outcome & { calls: SystemCall[] }> {
  const log = join(makeFolder(), 'strace.log');
  const wrapper = [
    'strace',
    '-qq',
    '-y',
    '-s',
    '4096',
    '-o',
    log,
    '-e',
    `trace=${names}`,
    '-e',
    'signal=none',
  ];
  if (inject !== undefined) wrapper.push('-e', `inject=${inject}`);
  const outcome = await runTubematter(args, { ...options, wrapper });
  const counts = new Map<string, number>();
  const calls = readFileSync(log, 'utf8')
    .split('\n')
    .flatMap((text): SystemCall[] => {
      const [, name] = /^(\w+)\(/.exec(text) ?? [];
      if (name === undefined) return [];
      const at = (counts.get(name) ?? 0) + 1;
      counts.set(name, at);
      return [{ name, text, at, isInjected: text.includes('(INJECTED)') }];
    });
  return { ...outcome, calls };
}
