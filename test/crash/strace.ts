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
 * @param log the file for the calls, each from its beginning on
 * @param more options, such as the path that the calls have to be about
 */
export function tamper(inject: string, log = '/dev/null', ...more: string[]): string[] {
  const [calls = ''] = inject.split(':');
  return ['strace', '-f', '-qq', '-o', log, ...more, '-e', `trace=${calls}`, '-e', `inject=${inject}`];
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
 * Runs the built command and notes its system calls, in the order in which they end. Threads flush several files at once;
 * all else is done by the main thread, so that only a fault of a flush strikes in any other.
 *
 * @param names of the calls, with commas between them
 * @param inject a fault, such as `write:error=EIO:when=3`
 */
export async function traceTubematter(
  args: string[],
  options: RunOptions,
  names: string,
  inject?: string,
): Promise<Outcome & { calls: SystemCall[] }> {
  const log = join(makeFolder(), 'strace.log');
  const isOfAllThreads = inject === undefined || inject.startsWith('fsync:');
  const follow = isOfAllThreads ? ['-f'] : [];
  const wrapper = ['strace', ...follow, '-qq', '-y', '-s', '4096', '-o', log];
  wrapper.push('-e', `trace=${names}`, '-e', 'signal=none');
  if (inject !== undefined) wrapper.push('-e', `inject=${inject}`);
  const outcome = await runTubematter(args, { ...options, wrapper });
  return { ...outcome, calls: readCalls(readFileSync(log, 'utf8')) };
}

/** Where the calls of two threads overlap, each that begins earlier is noted in two parts. */
function readCalls(log: string): SystemCall[] {
  const counts = new Map<string, number>();
  const begun = new Map<string, string>();
  return log.split('\n').flatMap((line): SystemCall[] => {
    const [, thread = '', part = ''] = /^(?:(\d+) +)?(.*)$/.exec(line) ?? [];
    const [, beginning] = /^(.*) <unfinished \.\.\.>$/.exec(part) ?? [];
    if (beginning !== undefined) begun.set(thread, beginning);
    const [, ending] = /^<\.\.\. \w+ resumed>(.*)$/.exec(part) ?? [];
    const text = ending === undefined ? part : `${begun.get(thread)}${ending.replace(/ += /, ' = ')}`;
    const [, name] = /^(\w+)\(/.exec(text) ?? [];
    if (name === undefined || beginning !== undefined) return [];
    const counted = `${thread} ${name}`;
    const at = (counts.get(counted) ?? 0) + 1;
    counts.set(counted, at);
    return [{ name, text, at, isInjected: text.includes('(INJECTED)') }];
  });
}
