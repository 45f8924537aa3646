import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { onTestFinished, type TestContext } from 'vitest';

/** Skips a test, loudly, where disks cannot be mounted: that takes Linux and root. */
export function needMounts(context: TestContext): void {
  if (process.platform === 'linux' && process.getuid?.() === 0 && canMount()) return;
  context.skip('mounting takes Linux and root: full and read-only disks were NOT tested');
}

function canMount(): boolean {
  const { status } = spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']);
  return status === 0;
}

/** A small disk in memory. It goes when the test ends. */
export function mountDisk(folder: string, kilobytes: number): void {
  mkdirSync(folder, { recursive: true });
  mount('-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder);
  onTestFinished(() => run('umount', [folder]));
}

/** Gives a disk another size. */
export function resizeDisk(folder: string, kilobytes: number): void {
  mount('-o', `remount,size=${kilobytes}k`, folder);
}

/** Makes a folder read-only, for root too. */
export function makeReadOnly(folder: string): void {
  mount('--bind', folder, folder);
  onTestFinished(() => run('umount', [folder]));
  mount('-o', 'remount,bind,ro', folder);
}

/** Lets it be written again. */
export function makeWritable(folder: string): void {
  mount('-o', 'remount,bind,rw', folder);
}

const mount = (...args: string[]) => run('mount', args);

function run(command: string, args: string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
}
