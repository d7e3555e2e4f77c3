// `npm start`: installs what is missing, builds, runs. Needs nothing but Node.
import { spawn } from 'node:child_process';
import { install } from './install.mjs';

install();
const { buildAll } = await import('./build.mjs');
await buildAll();

const server = spawn(process.execPath, ['--enable-source-maps', 'dist/src/main.js', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 0)));
