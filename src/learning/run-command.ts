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
  return readCommandLine(names, []).values;
}

/**
 * Text options of a command line and its flags, which take no text.
 * @throws BAD_INPUT naming what is known
 */
export function readCommandLine<Name extends string, Flag extends string>(
  names: readonly Name[],
  flagNames: readonly Flag[],
): { values: Partial<Record<Name, string>>; flags: Set<Flag> } {
  const options = Object.fromEntries([
    ...names.map((name) => [name, { type: 'string' as const }]),
    ...flagNames.map((name) => [name, { type: 'boolean' as const }]),
  ]);
  try {
    const parsed: Record<string, unknown> = parseArgs({ options }).values;
    const values: Partial<Record<Name, string>> = {};
    for (const name of names) {
      const value = parsed[name];
      if (typeof value === 'string') values[name] = value;
    }
    return { values, flags: new Set(flagNames.filter((name) => parsed[name] === true)) };
  } catch (cause) {
    const known = [...names.map((name) => `--${name} …`), ...flagNames.map((name) => `--${name}`)].join(' ');
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
