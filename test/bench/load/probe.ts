import { writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Loaded into the server by `--import`: at SIGUSR2 it collects garbage and writes down what memory is left, in bytes, to
 * the file that BENCH_PROBE names. Only the process that this is sent to does so; encoders load it too and stay quiet.
 */
setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

process.on('SIGUSR2', () => {
  if (typeof collect !== 'function') return;
  // The second finds what finalisers of the first have let go.
  collect();
  setTimeout(() => {
    collect();
    const { rss, heapUsed, external } = process.memoryUsage();
    writeFileSync(process.env.BENCH_PROBE ?? '', JSON.stringify({ rss, heapUsed, external }));
  }, 100);
});
