import { Redis, type RedisOptions } from 'ioredis';
import { AppError } from '../../errors.js';
import type { Log } from '../../log.js';

/** Connections to one Redis, as Bull's three uses of it need them. All of them come back by themselves. */
export type BullConnections = {
  /** For callers who wait: refuses at once while Redis is away, and soon when it does not answer. */
  prompt: Redis;
  /** For work that outlasts an outage: waits for Redis to come back. */
  patient: Redis;
  /** Tells workers of delayed jobs. */
  subscriber: Redis;
  /** One more, for a worker to wait for jobs on. */
  blocking(): Redis;
  close(): void;
};

const CONNECT_MS = 5_000;
/** Until a caller is told that Redis did not answer. */
const ANSWER_MS = 3_000;
/** Silence on a connection that waits for jobs, which are asked for every `DRAIN_SECONDS`: it is cut off then. */
const SILENCE_MS = 6_000;
/** Longest wait of one request for a job. */
export const DRAIN_SECONDS = 2;
const LONGEST_PAUSE_MS = 1_000;

const COMMON: RedisOptions = {
  connectTimeout: CONNECT_MS,
  keepAlive: 10_000,
  // Random, so that a fleet does not come back in step.
  retryStrategy: (times) => Math.ceil(Math.random() * Math.min(LONGEST_PAUSE_MS, 50 * 2 ** times)),
  // After a failover the old primary answers that it only reads: look for the new one.
  reconnectOnError: (error) => error.message.startsWith('READONLY'),
};
const PROMPT: RedisOptions = {
  lazyConnect: true,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  commandTimeout: ANSWER_MS,
};
/** Bull refuses any other for its blocking connection and its subscriber. */
const PATIENT: RedisOptions = { maxRetriesPerRequest: null, enableReadyCheck: false };

/** @throws STORE_UNAVAILABLE with what Redis or the network said */
export async function openBullConnections(url: string, log: Log): Promise<BullConnections> {
  const opened: Redis[] = [];
  const open = (options: RedisOptions) => {
    const redis = new Redis(url, { ...COMMON, ...options });
    redis.on('error', (error: Error) => log.warn({ error: error.message }, 'Redis connection failed'));
    // Every queue listens to the connections it shares.
    redis.setMaxListeners(0);
    opened.push(redis);
    return redis;
  };
  const close = () => {
    for (const redis of opened) redis.disconnect();
  };
  const prompt = open(PROMPT);
  let reason = 'no answer';
  prompt.on('error', (error: Error) => {
    reason = error.message;
  });
  try {
    await prompt.connect();
  } catch (error) {
    close();
    throw new AppError('STORE_UNAVAILABLE', { cause: error, details: [`Redis at ${new URL(url).host}: ${reason}`] });
  }
  await warnOfForgetting(prompt, log);
  return {
    prompt,
    patient: open(PATIENT),
    subscriber: open(PATIENT),
    blocking: () => open({ ...PATIENT, socketTimeout: SILENCE_MS }),
    close,
  };
}

/** A Redis that drops keys, or forgets them when it ends, loses jobs: that is for who runs it to decide, knowingly. */
async function warnOfForgetting(redis: Redis, log: Log): Promise<void> {
  const info = await redis.info().catch(() => '');
  if (/^aof_enabled:0/m.test(info)) log.warn({}, 'Redis has no append-only file: jobs are lost when it ends');
  const policy = /^maxmemory_policy:(\S+)/m.exec(info)?.[1] ?? 'noeviction';
  if (policy !== 'noeviction') log.warn({ policy }, 'Redis drops keys when memory runs out: jobs may be lost');
}
