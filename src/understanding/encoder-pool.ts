import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { AppError } from '../errors.js';
import type { Log } from '../log.js';
import { createEncodeQueue, type EncodeJob, type EncodeQueue, type Lane } from './encode-queue.js';
import type { EncodeOptions, Encoder, Reading } from './encoder.js';
import { type EncoderChild, startEncoderChild } from './encoder-child.js';

export type EncoderPoolOptions = {
  modelDir: string;
  /** Default: one per core. */
  processes?: number;
  /** Texts that may wait in each lane. Default 2,048. */
  queueLimit?: number;
  /** A process that answers nothing for so long while it has work is replaced. Default 5,000. */
  answerWithinMs?: number;
  /** Script of one process. Default: the built `encoder-process.js` beside this file. */
  entry?: string;
  log: Log;
};

export type EncoderPool = Encoder & {
  /** Rejects what waits and ends the processes. */
  stop(): Promise<void>;
};

const DEFAULT_TIMEOUT_MS = 10_000;
/** A text that costs so many processes their life is given up. */
const MAX_LOSSES = 2;
/** What a place in the queue costs until it is known; only for saying when to come back. */
const FIRST_GUESS_MS = 5;

/**
 * One encoder over supervised processes and one queue. Resolves when the first process is ready.
 * Every text runs alone in its process, so its vector never depends on what else is being encoded.
 * @throws ENCODER_UNAVAILABLE when no process can start
 */
export async function createEncoderPool(options: EncoderPoolOptions): Promise<EncoderPool> {
  const queue = createEncodeQueue();
  const desk = createDesk(queue);
  const start = startChildren(options, desk);
  const { queueLimit = 2048 } = options;
  const stop = async () => {
    desk.close();
    await Promise.all(desk.children.map((child) => child.stop()));
  };
  try {
    const dimensions = await start;
    const ask = async (texts: string[], isTunedWanted: boolean, options: EncodeOptions = {}) => {
      const { lane = 'chat', timeoutMs = DEFAULT_TIMEOUT_MS } = options;
      const waiting = queue.waiting(lane);
      if (waiting + texts.length > queueLimit) {
        throw new AppError('OVERLOADED', { retryAfterMs: Math.ceil((waiting + 1) * desk.msPerText()) });
      }
      return desk.ask(texts, { lane, timeoutMs, isTunedWanted });
    };
    const encode = async (texts: string[], options?: EncodeOptions) =>
      (await ask(texts, false, options)).map(({ vector }) => vector);
    return { dimensions, encode, read: (texts, options) => ask(texts, true, options), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Starts every process at once; settles with the first that is ready, or when each has failed. */
function startChildren(options: EncoderPoolOptions, desk: Desk): Promise<number> {
  const { processes = availableParallelism(), answerWithinMs = 5_000, modelDir, log } = options;
  const entry = options.entry ?? fileURLToPath(new URL('encoder-process.js', import.meta.url));
  let failedStarts = 0;
  return new Promise((resolve, reject) => {
    for (let index = 0; index < processes; index++) {
      const child = startEncoderChild({
        entry,
        modelDir,
        answerWithinMs,
        log,
        onReady: (dimensions) => {
          resolve(dimensions);
          desk.dispatch();
        },
        onReading: (id, reading) => desk.finish(id, reading),
        onFailed: (id, reason) => desk.finish(id, new AppError('ENCODER_UNAVAILABLE', { cause: reason })),
        onLost: (ids, reason) => {
          failedStarts += 1;
          if (failedStarts >= processes) reject(new AppError('ENCODER_UNAVAILABLE', { details: [reason] }));
          desk.takeBack(ids);
        },
      });
      desk.children.push(child);
    }
  });
}

type Desk = {
  children: EncoderChild[];
  ask(texts: string[], question: Question): Promise<Reading[]>;
  dispatch(): void;
  finish(id: number, result: Reading | AppError): void;
  /** Requests of a process that died, the one it was working on first. */
  takeBack(ids: number[]): void;
  /** Between two answers while texts wait, as it has lately been. */
  msPerText(): number;
  close(): void;
};

type Question = { lane: Lane; timeoutMs: number; isTunedWanted: boolean };

/** Hands texts to processes with room, and answers back to whoever asked. */
function createDesk(queue: EncodeQueue): Desk {
  const children: EncoderChild[] = [];
  const inHand = new Map<number, EncodeJob>();
  const pace = createPace();
  let nextId = 1;
  let isClosed = false;

  const dispatch = () => {
    for (let child = roomiest(children); child !== undefined; child = roomiest(children)) {
      const job = queue.take();
      if (job === undefined) return;
      inHand.set(job.id, job);
      child.send({ id: job.id, text: job.text, isTunedWanted: job.isTunedWanted });
    }
  };
  const ask = async (texts: string[], { lane, timeoutMs, isTunedWanted }: Question) => {
    if (isClosed) throw new AppError('ENCODER_UNAVAILABLE');
    const jobs = new Set<EncodeJob>();
    const readings = texts.map(
      (text) =>
        new Promise<Reading>((resolve, reject) => {
          jobs.add({ id: nextId++, text, lane, isTunedWanted, losses: 0, resolve, reject });
        }),
    );
    const timer = setTimeout(() => {
      const canAnswer = children.some((child) => child.isReady());
      for (const job of jobs)
        job.reject(new AppError(canAnswer ? 'OVERLOADED' : 'ENCODER_UNAVAILABLE', { retryAfterMs: timeoutMs }));
    }, timeoutMs);
    queue.add([...jobs]);
    dispatch();
    try {
      return await Promise.all(readings);
    } catch (error) {
      queue.remove(jobs);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };
  const finish = (id: number, result: Reading | AppError) => {
    const job = inHand.get(id);
    inHand.delete(id);
    dispatch();
    pace.answered(queue.waiting('chat') + queue.waiting('background') > 0);
    if (result instanceof AppError) job?.reject(result);
    else job?.resolve(result);
  };
  const takeBack = (ids: number[]) => {
    const jobs = ids.map((id) => inHand.get(id)).filter((job) => job !== undefined);
    for (const id of ids) inHand.delete(id);
    const [culprit] = jobs;
    if (culprit !== undefined) culprit.losses += 1;
    if (culprit?.losses === MAX_LOSSES) jobs.shift()?.reject(new AppError('ENCODER_UNAVAILABLE'));
    queue.giveBack(jobs);
    dispatch();
  };
  const close = () => {
    isClosed = true;
    for (const job of [...queue.clear(), ...inHand.values()]) job.reject(new AppError('ENCODER_UNAVAILABLE'));
    inHand.clear();
  };
  return { children, ask, dispatch, finish, takeBack, msPerText: pace.msPerText, close };
}

function roomiest(children: EncoderChild[]): EncoderChild | undefined {
  return children.filter((child) => child.room() > 0).sort((one, other) => other.room() - one.room())[0];
}

/** The mean over about the last thirty answers. */
const PACE_OVER = 32;
/** A process that hung says nothing of the others. */
const LONGEST_PACE_MS = 200;

function createPace(): { msPerText(): number; answered(isMoreWaiting: boolean): void } {
  let msPerText = FIRST_GUESS_MS;
  let last: number | undefined;
  return {
    msPerText: () => msPerText,
    answered: (isMoreWaiting) => {
      const now = performance.now();
      if (last !== undefined) msPerText += (Math.min(now - last, LONGEST_PACE_MS) - msPerText) / PACE_OVER;
      last = isMoreWaiting ? now : undefined;
    },
  };
}
