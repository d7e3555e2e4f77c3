import { parseArgs } from 'node:util';
import { AppError, toAppError } from '../errors.js';

/** Writes progress where it does not mix with results. */
export function progressLine(line: string): void {
  process.stderr.write(`${line}\n`);
}

/**
 * Text options of a command line.
 * @throws BAD_INPUT naming what is known
 */
export function readOptions<Name extends string>(names: readonly Name[]): Partial<Record<Name, string>> {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  try {
    const values: Record<string, unknown> = parseArgs({ options }).values;
    const given: Partial<Record<Name, string>> = {};
    for (const name of names) {
      const value = values[name];
      if (typeof value === 'string') given[name] = value;
    }
    return given;
  } catch (cause) {
    const known = names.map((name) => `--${name} …`).join(' ');
    throw new AppError('BAD_INPUT', { cause, details: [`Known options: ${known}`] });
  }
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
