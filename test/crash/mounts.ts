import { spawnSync } from 'node:child_process';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished, type TestContext } from 'vitest';
import { makeFolder } from '../e2e/run.ts';

/** Skips a test, loudly, where disks cannot be mounted: that takes Linux and root. */
export function needMounts(context: TestContext): void {
  if (process.platform === 'linux' && process.getuid?.() === 0 && canMount()) return;
  context.skip('mounting takes Linux and root: full and read-only disks were NOT tested');
}

function canMount(): boolean {
  const { status } = spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']);
  return status === 0;
}

/** Skips a test, loudly, where images of disks cannot be made and mounted. */
export function needImages(context: TestContext): void {
  const image = join(makeFolder(), 'disk.img');
  const isMade = process.platform === 'linux' && process.getuid?.() === 0 && tryToMake(image);
  const { status } = spawnSync('unshare', ['--mount', 'mount', '-o', 'loop', image, '/mnt']);
  if (isMade && status === 0) return;
  const reason = 'it takes Linux, root, mkfs.ext4 and loop devices: power cuts were NOT tested';
  process.stderr.write(`SKIPPED: ${reason}\n`);
  context.skip(reason);
}

function tryToMake(image: string): boolean {
  try {
    makeImage(image);
    return true;
  } catch {
    return false;
  }
}

/** Makes the image of an empty disk with a journal, as most Linux systems have. */
export function makeImage(image: string): void {
  writeFileSync(image, '');
  truncateSync(image, 32 * 2 ** 20);
  run('mkfs.ext4', ['-q', '-F', image]);
}

/** Mounts the image of a disk. @returns unmounts it; the end of the test does that too */
export function mountImage(image: string, folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  mount('-o', 'loop', image, folder);
  let isMounted = true;
  const unmount = () => {
    if (isMounted) run('umount', [folder]);
    isMounted = false;
  };
  onTestFinished(unmount);
  return unmount;
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
