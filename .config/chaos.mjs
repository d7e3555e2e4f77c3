// `npm run chaos`: the suites that kill, cut and starve things, as many times as the promises name. An hour or so; CI runs
// a bounded sample of the same suites. Words behind `--` choose among them, e.g. `npm run chaos -- power-cut`.
import { spawnSync } from 'node:child_process';
import { install } from './install.mjs';

install();
const { buildAll } = await import('./build.mjs');
await buildAll({ withTests: true });

const WHOLE = { CHAOS: 'full', CHAOS_POINTS: '500', POWER_CUTS: '200', KILLS: '500', CHAOS_CLIENTS: '100' };
const chosen = process.argv.slice(2);
const suites = chosen.length > 0 ? chosen : ['test/chaos', 'test/storage/mongo/mongo-processes'];
const run = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    '.config/vitest.config.ts',
    '--testTimeout=3600000',
    '--no-file-parallelism',
    ...suites,
  ],
  { stdio: 'inherit', env: { ...WHOLE, ...process.env } },
);
process.exit(run.status ?? 1);
