import { toAppError } from '../errors.js';
import { asksForHelp, commandHelp } from './command-help.js';
import type { CommandUsage } from './read-command-line.js';

/** Writes progress where it does not mix with results. */
export function progressLine(line: string): void {
  process.stderr.write(`${line}\n`);
}

/**
 * Runs a command to its end; a fault is told on stderr and in the exit code.
 * @param usage with which `--help` is answered instead
 */
export function runCommand(main: () => Promise<void>, usage?: CommandUsage<string, string>): void {
  if (usage !== undefined && asksForHelp(process.argv.slice(2))) {
    process.stdout.write(`${commandHelp(usage)}\n`);
    return;
  }
  main().catch((error: unknown) => {
    const fault = toAppError(error);
    process.stderr.write(`${fault.code}: ${fault.message}\n`);
    for (const detail of fault.details) process.stderr.write(`  ${detail}\n`);
    if (fault.code === 'INTERNAL') process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  });
}
