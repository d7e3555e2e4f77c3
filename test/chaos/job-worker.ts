import { createLog } from '../../src/log.js';
import { openBullJobs } from '../../src/storage/redis/bull-job-queue.js';

/**
 * A process that takes jobs of the kind `mail` until it is killed. Arguments: URL of Redis, attempts. Says on stdout,
 * a line each: `ready`, `began KEY ATTEMPT`, `ended KEY`. A key that begins with `hang` is never done; one that begins
 * with `poison` takes the process down.
 */
const [url = '', attempts = '3'] = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);

const retry = { attempts: Number(attempts), firstMs: 20, longestMs: 50 };
const jobs = await openBullJobs({ url, log: createLog('silent'), retry });
jobs.work('mail', async ({ key, attempt }) => {
  say(`began ${key} ${attempt}`);
  if (key.startsWith('poison')) process.kill(process.pid, 'SIGKILL');
  if (key.startsWith('hang')) await new Promise(() => undefined);
  say(`ended ${key}`);
});
say('ready');
