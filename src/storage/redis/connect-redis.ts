import { Redis, type RedisOptions } from 'ioredis';
import { AppError } from '../../errors.js';

/** A Redis server to connect to. */
export type RedisPlace = {
  /** For people to read: without user and password. */
  name: string;
  /** One more connection. It never tries again what failed, because what it did may have happened. */
  connect(): Promise<Redis>;
};

const CONNECT_MS = 10_000;
const OPTIONS: RedisOptions = {
  lazyConnect: true,
  connectTimeout: CONNECT_MS,
  maxRetriesPerRequest: 0,
  autoResendUnfulfilledCommands: false,
  retryStrategy: () => null,
};

/**
 * @param url `redis://[user:password@]host[:port][/database]`, or `rediss://` for TLS
 * @throws BAD_INPUT when it is none
 */
export function toRedisPlace(url: string): RedisPlace {
  if (!URL.canParse(url) || !/^rediss?:$/.test(new URL(url).protocol)) {
    throw new AppError('BAD_INPUT', { details: ['REDIS_URL: expected redis://… or rediss://…'] });
  }
  const { host } = new URL(url);
  return {
    name: `Redis at ${host} (REDIS_URL)`,
    connect: async () => {
      const redis = new Redis(url, OPTIONS);
      // Every call says what went wrong with it; without a listener the client prints.
      redis.on('error', () => {});
      await redis.connect();
      return redis;
    },
  };
}
