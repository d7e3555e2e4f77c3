import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Why disks cannot be made here, or undefined. */
export function noLoopDisks(): string | undefined {
  if (process.platform !== 'linux') return 'disks in files need Linux';
  if (process.getuid?.() !== 0) return 'mounting a disk needs root';
  if (!existsSync('/dev/loop-control')) return 'there are no loop devices (/dev/loop-control)';
  if (!existsSync('/usr/sbin/mkfs.ext4') && !existsSync('/sbin/mkfs.ext4')) return 'mkfs.ext4 is not installed';
  return canMount() ? undefined : 'this machine does not let a process mount a disk';
}

/** An ext4 disk in the file `image`, mounted at `place`. Its own flushes are a minute apart: only fsync counts. */
export function makeDisk(image: string, place: string, bytes: number): void {
  writeFileSync(image, '');
  truncateSync(image, bytes);
  run('mkfs.ext4', '-q', '-E', 'lazy_itable_init=0,lazy_journal_init=0', image);
  mountDisk(image, place);
  run('sync', '-f', place);
}

export function mountDisk(image: string, place: string): void {
  mkdirSync(place, { recursive: true });
  run('mount', '-o', 'loop,commit=60', image, place);
}

/** A disk in memory: full when it is full, with no second copy of anything. */
export function mountMemory(place: string, bytes: number): void {
  mkdirSync(place, { recursive: true });
  run('mount', '-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', place);
}

/** Bears a disk that is not mounted. */
export function unmount(place: string): void {
  try {
    run('umount', place);
  } catch {
    // Not mounted: nothing to do.
  }
}

function canMount(): boolean {
  const place = join('/tmp', `concierge-mount-${process.pid}`);
  try {
    mountMemory(place, 65_536);
    return true;
  } catch {
    return false;
  } finally {
    unmount(place);
    execFileSync('rmdir', [place], { stdio: 'ignore' });
  }
}

function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { stdio: 'pipe' });
}
