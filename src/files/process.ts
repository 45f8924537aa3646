import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** What tells one process from all others. Linux has all parts, other systems only the first two. */
export interface ProcessIdentity {
  pid: number;
  host: string;
  /** The running system: it changes with every boot, and is the same in all containers of a machine. */
  boot?: string | undefined;
  /** The namespace within which a process id counts: each container has its own. */
  space?: string | undefined;
  /** When the process started, in ticks since the boot: process ids are reused, this pair is not. */
  start?: string | undefined;
}

/** The identity of this process. */
export function identifyProcess(): ProcessIdentity {
  return {
    pid: process.pid,
    host: hostname(),
    boot: readBootId(),
    space: readProcessSpace(),
    start: readStat(process.pid)?.start,
  };
}

/**
 * Whether a process is alive. Uses no clock.
 *
 * @param identity what `identifyProcess` returned there, perhaps in part
 * @returns `unknown` if it cannot be seen from here (another machine, another container), or another process may have
 *   its id now
 */
export function probeProcess({
  pid,
  host,
  boot,
  space,
  start,
}: Partial<ProcessIdentity>): 'alive' | 'dead' | 'unknown' {
  const ownBoot = readBootId();
  const isSameMachine = boot !== undefined && ownBoot !== undefined ? boot === ownBoot : host === hostname();
  const isVisible = isSameMachine && (space === undefined || space === readProcessSpace());
  if (!isVisible || typeof pid !== 'number') return 'unknown';
  const stat = readStat(pid);
  if (start !== undefined && stat !== null) {
    // A zombie has ended; only its parent has not asked for its exit code.
    return stat.start === start && !'ZX'.includes(stat.state) ? 'alive' : 'dead';
  }
  return isOtherAlive(pid) ? 'unknown' : 'dead';
}

/**
 * Whether another process on this machine has this id.
 *
 * @param id our own does not count: in a container every run has the same one, so what carries it is an earlier run's
 */
export function isOtherAlive(id: number): boolean {
  if (id === process.pid) return false;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Source: proc_pid_stat(5). The name of the program, in parentheses, may hold spaces and parentheses. */
function readStat(pid: number): { state: string; start: string } | null {
  const text = readProc(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  const [state, ...rest] = text?.slice(text.lastIndexOf(')') + 2).split(' ') ?? [];
  const start = rest[18];
  return state && start ? { state, start } : null;
}

const readBootId = () => readProc(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());

const readProcessSpace = () => readProc(() => readlinkSync('/proc/self/ns/pid'));

/** @returns undefined if there is no such file, as on every system but Linux */
function readProc(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
