import type { Clock } from './clock.js';
import type { Config } from './config.js';
import { soleLeases, type TurnLeases } from './conversation/turns/turn-leases.js';
import type { JobQueue } from './conversation/work/job-queue.js';
import type { AppError } from './errors.js';
import type { Log } from './log.js';
import { plainCipher } from './privacy/cipher.js';
import type { RowStores } from './storage/row-stores.js';
import { openSqliteStores } from './storage/sqlite/sqlite-stores.js';

/** Every store of rows, whichever database is behind it. */
export type Stores = RowStores & { jobs: JobQueue; turnLeases: TurnLeases };

/**
 * The SQLite file in the data folder, unless the settings name MongoDB. Jobs go to Redis where the settings name one.
 * @throws STORE_LOCKED, STORE_UNREADABLE, STORE_UNAVAILABLE
 */
export async function openStores(config: Config, surroundings: Surroundings): Promise<Stores> {
  const { mongoUrl, redisUrl } = config;
  // The settings name no MongoDB without a Redis.
  if (redisUrl === undefined) return openEmbedded(config, surroundings);
  const rows = mongoUrl === undefined ? openEmbedded(config, surroundings) : await openShared(mongoUrl, surroundings);
  try {
    const { openBullJobs } = await import('./storage/redis/bull-job-queue.js');
    const jobs = await openBullJobs({ url: redisUrl, log: surroundings.log });
    return {
      ...rows,
      jobs,
      close: async () => {
        await jobs.close();
        await rows.close();
      },
    };
  } catch (error) {
    await rows.close();
    throw error;
  }
}

type Surroundings = { clock: Clock; log: Log; onDiskFault?: ((fault: AppError) => void) | undefined };

function openEmbedded({ dataDir }: Config, { clock, log, onDiskFault }: Surroundings): Stores {
  return {
    ...openSqliteStores({ dataDir, cipher: plainCipher, clock, log, onDiskFault }),
    turnLeases: soleLeases,
  };
}

/** Loaded only where it is used: MongoDB's packages take as long to load as all others together. */
async function openShared(url: string, { clock, log }: Surroundings): Promise<Omit<Stores, 'jobs'>> {
  const { openMongoStores } = await import('./storage/mongo/mongo-stores.js');
  return openMongoStores({ url, cipher: plainCipher, clock, log });
}
