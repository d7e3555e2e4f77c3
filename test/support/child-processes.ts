import { existsSync, readdirSync, readFileSync } from 'node:fs';

export function noProcessFolder(): string | undefined {
  return existsSync('/proc/self/stat') ? undefined : 'this system has no /proc';
}

/** Process ids of the children of a process that have not ended, lowest first. */
export function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isChild(pid, parent))
    .sort((one, other) => one - other);
}

/** The name of a process may hold brackets and blanks; what follows its last bracket is `state parent …`. */
function isChild(pid: number, parent: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, itsParent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(itsParent) === parent && state !== 'Z';
  } catch {
    return false;
  }
}
