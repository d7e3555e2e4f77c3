// `npm test`: installs what is missing, builds, runs every suite this machine can run.
import { spawnSync } from 'node:child_process';
import { install } from './install.mjs';

install();
const { buildAll } = await import('./build.mjs');
await buildAll();
const vitest = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--config', '.config/vitest.config.ts', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
  },
);
process.exit(vitest.status ?? 1);
