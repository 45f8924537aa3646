import { spawnSync } from 'node:child_process';
import type { TestContext } from 'vitest';

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
  if (status !== 0) context.skip('there is no strace that works: faults of system calls were NOT tested');
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
