import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { systemClock } from './clock.js';
import { type Config, readConfig } from './config.js';
import { AppError, toAppError } from './errors.js';
import { createLog } from './log.js';
import type { Surroundings } from './open-parts.js';

export type Running = { greeting: string; stop(): Promise<void> };

/** A process that has been told to stop ends after this long, whatever it waits for: all it promised is on disk. */
const STOP_MS = 9_500;

/** Starts, says so, stops on a signal. The only place that ends the process. */
export function runProcess(start: (config: Config, surroundings: Surroundings) => Promise<Running>): void {
  const startedAt = performance.now();
  const run = async () => {
    const config = readConfig({ ...process.env, ...argumentsAsSettings() });
    mkdirSync(config.dataDir, { recursive: true });
    const running = await start(config, {
      clock: systemClock,
      log: createLog(config.logLevel),
      progress: (line) => process.stderr.write(`  ${line}\n`),
      onDiskFault: fail,
    });
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    process.stdout.write(running.greeting.replace('is ready', `is ready (${seconds} s)`));
    stopOnSignal(running);
  };
  run().catch(fail);
}

/** The first signal is a request, the second an order. */
function stopOnSignal({ stop }: Running): void {
  const begin = () => {
    setTimeout(() => process.exit(0), STOP_MS).unref();
    stop().then(() => process.exit(0), fail);
  };
  process.once('SIGINT', begin);
  process.once('SIGTERM', begin);
}

function argumentsAsSettings(): Record<string, string> {
  try {
    const { values } = parseArgs({ options: { shop: { type: 'string' }, port: { type: 'string' } } });
    return {
      ...(values.shop !== undefined && { SHOP_FILE: values.shop }),
      ...(values.port !== undefined && { PORT: values.port }),
    };
  } catch (error) {
    throw new AppError('CONFIG_INVALID', { cause: error, details: ['Known options: --shop FILE, --port NUMBER'] });
  }
}

function fail(error: unknown): void {
  const fault = toAppError(error);
  process.stderr.write(`${fault.code}: ${fault.message}\n`);
  for (const detail of fault.details) process.stderr.write(`  ${detail}\n`);
  if (fault.code === 'INTERNAL') process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}
