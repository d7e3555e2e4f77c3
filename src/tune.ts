import { fileURLToPath } from 'node:url';
import { systemClock } from './clock.js';
import { runCommand } from './learning/run-command.js';
import { type OpenJobs, TUNE_USAGE, tuneCommand } from './learning/tune-command.js';
import { createLog } from './log.js';
import { connectSqlite } from './storage/sqlite/sqlite-connection.js';
import { createSqliteJobQueue } from './storage/sqlite/sqlite-job-queue.js';

/** However often the process dies while a trial runs, it is due again; the search itself gives up on one that fails. */
const RETRY = { attempts: 1_000_000, firstMs: 1000, longestMs: 10_000 };

/** The embedded queue, in the folder of the search. */
const openJobs: OpenJobs = (folder) => {
  const log = createLog('error');
  const connection = connectSqlite({ dataDir: folder, log });
  const jobs = createSqliteJobQueue({ connection, clock: systemClock, log, retry: RETRY });
  return {
    jobs,
    close: async () => {
      await jobs.stop();
      connection.close();
    },
  };
};

if (process.argv[1] === fileURLToPath(import.meta.url)) runCommand(() => tuneCommand(openJobs), TUNE_USAGE);
