import { Redis, type RedisOptions } from 'ioredis';
import type { Log } from '../../log.js';

const ANSWER_MS = 1_000;
/** How long a read waits for something to read. */
export const READ_MS = 1_000;
/** Then a read has not come back, and nothing is known of what others publish. */
const LATE_MS = 2_500;
/** A silent connection is cut. */
const SILENT_MS = 15_000;
const RETRY_MS = 500;

const STAYS: RedisOptions = {
  connectTimeout: 5_000,
  keepAlive: 10_000,
  retryStrategy: (attempt) => Math.min(100 * attempt, 1_000) * (0.5 + Math.random()),
};

/** Connects again for ever, and fails at once what is asked while it is not connected. */
export function connectLive(url: string, log: Log): Redis {
  const redis = new Redis(url, {
    ...STAYS,
    commandTimeout: ANSWER_MS,
    socketTimeout: SILENT_MS,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
  });
  return sayingHow(redis, log);
}

export type StreamFollower = {
  /** One more connection, for reading; what it asks waits until Redis is there. */
  connect(): Redis;
  /** Whether what is published is read as it comes. */
  isReading(): boolean;
  close(): void;
};

/** Connections that read a stream from where it ended when the first of them was asked to. */
export function followStream(url: string, { stream, log }: { stream: string; log: Log }): StreamFollower {
  const connections: Redis[] = [];
  let start: string | undefined;
  let readAt = Number.NEGATIVE_INFINITY;

  const read = async (redis: Redis, asked: (string | number)[]) => {
    const [from, ...rest] = asked.toReversed();
    try {
      start ??= await newestId(redis, stream);
      // `$` is the end as of each call: what came between two calls would be passed over.
      const answer = await redis.call('xread', ...rest.reverse(), from === '$' ? start : String(from));
      readAt = performance.now();
      return answer;
    } catch (error) {
      // The adapter asks again without a pause.
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS).unref());
      throw error;
    }
  };

  return {
    connect: () => {
      const redis = sayingHow(new Redis(url, { ...STAYS, socketTimeout: SILENT_MS, maxRetriesPerRequest: null }), log);
      connections.push(redis);
      return Object.assign(redis, {
        xread: (...asked: (string | number)[]) => read(redis, asked),
        // Nobody awaits it. It waits for Redis, so that it only fails where the connection is closed for good.
        subscribe: (channels: string[]) => redis.call('subscribe', ...channels).catch(() => undefined),
      });
    },
    isReading: () => performance.now() - readAt < LATE_MS && connections.every(({ status }) => status === 'ready'),
    close: () => {
      for (const redis of connections) redis.disconnect();
    },
  };
}

async function newestId(redis: Redis, stream: string): Promise<string> {
  const [newest] = await redis.xrevrange(stream, '+', '-', 'COUNT', 1);
  return newest?.[0] ?? '0-0';
}

/** One line when it goes and one when it is back. */
function sayingHow(redis: Redis, log: Log): Redis {
  let isAway = false;
  redis.on('error', (error: Error) => {
    if (!isAway) log.warn({ error: error.message }, 'redis is away; chat goes on, other gateways hear of it later');
    isAway = true;
  });
  redis.on('ready', () => {
    if (isAway) log.warn({}, 'redis is back');
    isAway = false;
  });
  return redis;
}
