import { rmSync } from 'node:fs';

/** Removes a database that nobody has open, with its log. */
export function removeDatabase(path: string): void {
  for (const file of [`${path}-wal`, `${path}-shm`, path]) rmSync(file, { force: true });
}
