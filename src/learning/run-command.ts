import { toAppError } from '../errors.js';

/** Writes progress where it does not mix with results. */
export function progressLine(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Runs a command to its end; a fault is told on stderr and in the exit code. */
export function runCommand(main: () => Promise<void>): void {
  main().catch((error: unknown) => {
    const fault = toAppError(error);
    process.stderr.write(`${fault.code}: ${fault.message}\n`);
    for (const detail of fault.details) process.stderr.write(`  ${detail}\n`);
    if (fault.code === 'INTERNAL') process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  });
}
