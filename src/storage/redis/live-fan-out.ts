import { createAdapter } from '@socket.io/redis-streams-adapter';
import type { Redis } from 'ioredis';
import type { Log } from '../../log.js';
import { connectLive, followStream, READ_MS } from './live-connections.js';

/** Live events between gateways. Only makes delivery quick: what is lost here is found in the log. */
export type LiveFanOut = {
  /** For Socket.IO: broadcasts reach the sockets here at once, and those of the other gateways through Redis. */
  adapter: ReturnType<typeof createAdapter>;
  /** For what the gateways count together. Answers within a second or fails; nothing waits for Redis to come back. */
  redis: Redis;
  /** Whether all that was published of late has reached the other gateways, and theirs this one. */
  isWell(): boolean;
  /** After the Socket.IO server has been closed. */
  close(): void;
};

const STREAM = 'concierge.live';
/** Entries that are kept for a gateway that lags behind; older ones it reads in the log. */
const MAX_ENTRIES = 10_000;
/** Published and not yet confirmed; more are dropped. */
const MAX_IN_FLIGHT = 5_000;
/** How long one failure leaves doubt about what reached whom. */
const DOUBT_MS = 10_000;

/** @param url as of `connectRedis`; Redis may be away, now or later */
export function openLiveFanOut({ url, log }: { url: string; log: Log }): LiveFanOut {
  const redis = connectLive(url, log);
  const follower = followStream(url, { stream: STREAM, log });
  let inFlight = 0;
  let failedAt = Number.NEGATIVE_INFINITY;

  const send = (publishing: () => Promise<unknown>): void => {
    if (inFlight >= MAX_IN_FLIGHT) {
      failedAt = performance.now();
      return;
    }
    inFlight++;
    publishing()
      .catch(() => {
        failedAt = performance.now();
      })
      .finally(() => {
        inFlight--;
      });
  };
  // The side of ioredis that the adapter uses. It would wait for Redis before it tells the sockets here.
  const publisher = {
    options: {},
    xadd: async (entry: (string | number)[]): Promise<string> => {
      send(() => redis.call('xadd', ...entry));
      return '';
    },
    publish: async (channel: string, payload: Buffer): Promise<number> => {
      send(() => redis.publish(channel, payload));
      return 0;
    },
    duplicate: () => follower.connect(),
  };

  return {
    adapter: createAdapter(publisher, {
      streamName: STREAM,
      channelPrefix: STREAM,
      maxLen: MAX_ENTRIES,
      blockTimeInMs: READ_MS,
      onlyPlaintext: true,
    }),
    redis,
    isWell: () => redis.status === 'ready' && follower.isReading() && performance.now() - failedAt > DOUBT_MS,
    close: () => {
      follower.close();
      redis.disconnect();
    },
  };
}
