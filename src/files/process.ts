/**
 * Whether a process of this machine is alive.
 *
 * @param id its number. Our own counts as dead: in a container each run has the same one, so what bears it was left by an
 *   earlier run
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
