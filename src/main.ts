import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startApp } from './app.js';
import { systemClock } from './clock.js';
import { readConfig } from './config.js';
import { AppError, toAppError } from './errors.js';
import { createLog } from './log.js';

/** Starts, says where to chat, stops on a signal. The only place that ends the process. */
async function main(): Promise<void> {
  const startedAt = performance.now();
  const config = readConfig({ ...process.env, ...argumentsAsSettings() });
  mkdirSync(config.dataDir, { recursive: true });
  const app = await startApp(config, {
    clock: systemClock,
    log: createLog(config.logLevel),
    progress: (line) => process.stderr.write(`  ${line}\n`),
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(greeting(app, seconds));
  const stop = () => {
    app.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
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

type Started = Awaited<ReturnType<typeof startApp>>;

function greeting({ address, shopName, agent }: Started, seconds: string): string {
  const password = agent.password === undefined ? '' : ` · password ${agent.password}`;
  return [
    `Concierge is ready (${seconds} s)`,
    `  ${shopName}, with the chat   ${address}/`,
    `  Agent console   ${address}/console   ${agent.email}${password}`,
    '',
  ].join('\n');
}

function fail(error: unknown): void {
  const fault = toAppError(error);
  process.stderr.write(`${fault.code}: ${fault.message}\n`);
  for (const detail of fault.details) process.stderr.write(`  ${detail}\n`);
  if (fault.code === 'INTERNAL') process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}

main().catch(fail);
