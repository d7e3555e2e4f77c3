// `npm run transcripts`: plays scripted conversations against the product and prints what came otherwise, turn by turn.
// Words behind `--` name folders or files, e.g. `npm run transcripts -- test/transcripts/return-items`.
import { spawnSync } from 'node:child_process';
import { install } from './install.mjs';

install();
const { buildAll } = await import('./build.mjs');
await buildAll({ withTests: true });
const run = spawnSync(
  process.execPath,
  ['--enable-source-maps', 'dist/test/transcripts/transcripts-command.js', ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.exit(run.status ?? 1);
