// Runs one of the product's commands from its build: `node .config/command.mjs learning/train-command …`.
import { spawnSync } from 'node:child_process';
import { install } from './install.mjs';

install();
const { buildAll } = await import('./build.mjs');
await buildAll();
const [command, ...rest] = process.argv.slice(2);
const run = spawnSync(process.execPath, ['--enable-source-maps', `dist/src/${command}.js`, ...rest], {
  stdio: 'inherit',
});
process.exit(run.status ?? 1);
