import type { Redis } from 'ioredis';
import { AppError } from '../../errors.js';
import type { WorkerPlace } from '../../learning/fine-tune/parallel/exchange.js';
import type { RedisPlace } from './connect-redis.js';
import { decodeLetter, encodeLetter, type Letter } from './letter.js';

/** Carries letters between the workers of a run, in the order they were sent; each is taken once. */
export type Post = {
  send(to: number, letter: Letter): void;
  /** Waits for the next letter of another worker. */
  take(from: number): Promise<Letter>;
  close(): Promise<void>;
};

type Options = Required<Omit<WorkerPlace, 'timeoutMs'>> & { timeoutMs: number };

/** A name of a run is used once: what an earlier run of that name left behind must not be taken for this one's. */
const NAME_KEPT_SECONDS = 86_400;
/** Of the time-out: after so long without a sign of life a worker counts as ended. */
const LEASE_SHARE = 1 / 5;
const SIGNS_PER_LEASE = 4;

/**
 * Each pair of workers has a list for each direction; a list whose letters are taken is gone, others expire.
 * @throws WORKERS_DIFFER when the run has another number of workers, or had a worker of this number
 * @throws WORKER_LOST when Redis cannot be reached
 */
export async function openPost(place: RedisPlace, options: Options): Promise<Post> {
  const keys = createKeys(options.run);
  const [writer, reader] = await Promise.all([place.connect(), place.connect()]).catch(unreachable(place));
  const post: OpenPost = { place, keys, writer, reader, options, failed: undefined };
  try {
    await claim(post);
  } catch (error) {
    writer.disconnect();
    reader.disconnect();
    throw error;
  }
  const heart = setInterval(() => void showLife(post).catch(() => {}), leaseMs(options) / SIGNS_PER_LEASE);
  heart.unref();
  return {
    send: (to, letter) => send(post, to, letter),
    take: (from) => take(post, from),
    close: async () => {
      clearInterval(heart);
      reader.disconnect();
      await writer.quit().catch(() => {});
    },
  };
}

type Keys = ReturnType<typeof createKeys>;
type OpenPost = {
  place: RedisPlace;
  keys: Keys;
  writer: Redis;
  reader: Redis;
  options: Options;
  /** Of a letter that could not be sent. */
  failed: AppError | undefined;
};

function createKeys(run: string) {
  const prefix = `concierge:training:${run}`;
  return {
    workers: `${prefix}:workers`,
    claim: (worker: number) => `${prefix}:worker:${worker}`,
    life: (worker: number) => `${prefix}:life:${worker}`,
    letters: (from: number, to: number) => `${prefix}:letters:${from}:${to}`,
  };
}

async function claim(post: OpenPost): Promise<void> {
  const { place, keys, writer, options } = post;
  const { run, worker, workers } = options;
  const claimAll = async () => {
    await writer.set(keys.workers, workers, 'EX', NAME_KEPT_SECONDS, 'NX');
    const agreed = Number(await writer.get(keys.workers));
    const isNew = agreed === workers && (await writer.set(keys.claim(worker), 1, 'EX', NAME_KEPT_SECONDS, 'NX'));
    if (isNew) await showLife(post);
    return { agreed, isNew };
  };
  const { agreed, isNew } = await claimAll().catch(unreachable(place));
  if (agreed !== workers) differ(`run ${run} has ${agreed} workers, this is one of ${workers}`);
  if (isNew !== 'OK') differ(`run ${run} had a worker ${worker} before; each start needs a new name, the same for all`);
}

function differ(reason: string): never {
  throw new AppError('WORKERS_DIFFER', { details: [reason] });
}

async function showLife({ keys, writer, options }: OpenPost): Promise<void> {
  await writer.set(keys.life(options.worker), 1, 'PX', leaseMs(options));
}

function leaseMs({ timeoutMs }: Options): number {
  return Math.ceil(timeoutMs * LEASE_SHARE);
}

function send(post: OpenPost, to: number, letter: Letter): void {
  const { place, keys, writer, options } = post;
  const key = keys.letters(options.worker, to);
  const sent = writer
    .pipeline()
    .rpush(key, encodeLetter(letter))
    .pexpire(key, options.timeoutMs * 2)
    .exec();
  sent.then(
    (results) => {
      const error = results?.find(([error]) => error !== null)?.[0];
      if (error) post.failed ??= toLost(place, error);
    },
    (error: unknown) => {
      post.failed ??= toLost(place, error);
    },
  );
}

async function take(post: OpenPost, from: number): Promise<Letter> {
  const { place, keys, reader, options } = post;
  const until = performance.now() + options.timeoutMs;
  while (performance.now() < until) {
    if (post.failed !== undefined) throw post.failed;
    const waitMs = Math.min(leaseMs(options), until - performance.now());
    const waitSeconds = Math.max(0.01, waitMs / 1000);
    const taken = await reader.blpopBuffer(keys.letters(from, options.worker), waitSeconds).catch(unreachable(place));
    if (taken === null) await expectLife(post, from);
    else return decodeLetter(taken[1]) ?? differ(`what worker ${from} sent is not a letter`);
  }
  throw new AppError('WORKER_LOST', {
    details: [`worker ${from} did not answer within ${options.timeoutMs / 1000} s`],
  });
}

/** One that has not come yet may still come. */
async function expectLife({ place, keys, writer }: OpenPost, worker: number): Promise<void> {
  const [hasCome, isAlive] = await Promise.all([
    writer.exists(keys.claim(worker)),
    writer.exists(keys.life(worker)),
  ]).catch(unreachable(place));
  if (hasCome === 1 && isAlive === 0) throw new AppError('WORKER_LOST', { details: [`worker ${worker} ended`] });
}

function unreachable(place: RedisPlace): (error: unknown) => never {
  return (error) => {
    throw toLost(place, error);
  };
}

function toLost({ name }: RedisPlace, cause: unknown): AppError {
  const reason = cause instanceof Error ? cause.message : 'no answer';
  return new AppError('WORKER_LOST', { cause, details: [`${name}: ${reason}`] });
}
