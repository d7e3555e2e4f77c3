import { readFileSync } from 'node:fs';

/** Kernel ticks are hundredths of a second wherever Node runs. */
const MS_PER_TICK = 10;

/** Milliseconds of processor time a process of this machine has used so far; NaN where there is no /proc. */
export function cpuMsOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [, , , , , , , , , , , user, system] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(user) + Number(system)) * MS_PER_TICK;
  } catch {
    return Number.NaN;
  }
}
