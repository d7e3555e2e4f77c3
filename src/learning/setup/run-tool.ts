import { spawn } from 'node:child_process';
import { AppError } from '../../errors.js';

export type ToolOptions = {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Ends the tool. */
  signal?: AbortSignal | undefined;
  timeoutMs?: number;
  /** `shown` lets its lines through to stderr, `read` keeps them. Default `read`. */
  output?: 'shown' | 'read';
};

/** `missing` when there is no such program; `code` is undefined when it was ended from outside. */
export type ToolOutcome =
  | { kind: 'missing' }
  | { kind: 'ended'; code: number | undefined; stdout: string; stderr: string };

/** Runs a program to its end, without a shell. */
export function runTool(
  [program, ...args]: readonly [string, ...string[]],
  options: ToolOptions = {},
): Promise<ToolOutcome> {
  const { cwd, env = process.env, signal, timeoutMs, output = 'read' } = options;
  const kept: Record<'stdout' | 'stderr', Buffer[]> = { stdout: [], stderr: [] };
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: output === 'shown' ? ['ignore', 2, 2] : ['ignore', 'pipe', 'pipe'],
      env,
      ...(cwd !== undefined && { cwd }),
      ...(signal !== undefined && { signal }),
      ...(timeoutMs !== undefined && { timeout: timeoutMs }),
    });
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream]?.on('data', (bytes: Buffer) => kept[stream].push(bytes));
    }
    child.on('error', (error) => {
      if (signal?.aborted === true) reject(new AppError('SETUP_STOPPED'));
      else if ('code' in error && (error.code === 'ENOENT' || error.code === 'EACCES')) resolve({ kind: 'missing' });
      else reject(error);
    });
    child.on('close', (code) => {
      const [stdout, stderr] = [Buffer.concat(kept.stdout).toString(), Buffer.concat(kept.stderr).toString()];
      resolve({ kind: 'ended', code: code ?? undefined, stdout, stderr });
    });
  });
}

/**
 * Runs a program that has to succeed.
 * @returns what it wrote to stdout
 * @throws SETUP_FAILED naming `purpose` and the lines that tell why
 */
export async function mustRun(
  purpose: string,
  command: readonly [string, ...string[]],
  options: ToolOptions = {},
): Promise<string> {
  const outcome = await runTool(command, options);
  if (options.signal?.aborted === true) throw new AppError('SETUP_STOPPED');
  if (outcome.kind === 'missing') throw new AppError('SETUP_FAILED', { details: [`${purpose}: no ${command[0]}`] });
  if (outcome.code === 0) return outcome.stdout;
  const how = outcome.code === undefined ? 'was ended' : `ended with ${outcome.code}`;
  throw new AppError('SETUP_FAILED', {
    details: [`${purpose}: ${command[0]} ${how}`, ...lastLines(outcome.stderr || outcome.stdout)],
  });
}

/** From the first line on that speaks of an error, else the last ones. */
function lastLines(text: string): string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const first = lines.findIndex((line) => /\berror\b/i.test(line));
  return first === -1 ? lines.slice(-5) : lines.slice(first, first + 5);
}
