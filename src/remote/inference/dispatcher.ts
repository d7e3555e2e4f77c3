import { AppError, toAppError } from '../../errors.js';
import type { Batch, BatchQueue, Lane } from './batch-queue.js';
import { batchSize } from './batch-size.js';
import type { Offer } from './inference-client.js';
import { firstBudget, nextBudget } from './token-budget.js';
import type { WatchedServer } from './watched-server.js';

export type Dispatcher = {
  /** Something waits. What comes in the same turn of the event loop goes together; there is no other delay. */
  wake(): void;
  /** What a text has taken lately, of the whole server's time. */
  msPerText(): number;
};

export type DispatcherOptions = {
  queue: BatchQueue;
  server: WatchedServer;
  maxInFlight: number;
  tokenBudget: number;
  timeoutMs: number;
};

/** How much the latest batch counts in what a text takes. */
const PACE_WEIGHT = 0.2;

/** Sends batches while fewer than `maxInFlight` are under way; the queue fills them meanwhile. */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { queue, server, maxInFlight, timeoutMs } = options;
  const underWay: Record<Lane, number> = { chat: 0, background: 0 };
  let budget = firstBudget(options.tokenBudget);
  let msPerText = 1;
  let isAwake = false;

  const takeBatch = (offer: Offer): Batch | undefined => {
    if (underWay.chat + underWay.background >= maxInFlight) return undefined;
    // One place is kept for the chat texts that may come next.
    const hasRoom = underWay.background < Math.max(1, maxInFlight - 1);
    return queue.take(hasRoom ? ['chat', 'background'] : ['chat'], (tokens) => batchSize(offer, tokens, budget.tokens));
  };
  const learn = ({ width, jobs }: Batch, ms: number) => {
    budget = nextBudget(budget, { tokens: jobs.length * width, share: ms / timeoutMs });
    msPerText += PACE_WEIGHT * (ms / jobs.length / maxInFlight - msPerText);
  };
  const send = async (offer: Offer, batch: Batch): Promise<void> => {
    const { lane, width, jobs } = batch;
    const start = performance.now();
    underWay[lane] += 1;
    try {
      const isTunedWanted = jobs.some((job) => job.isTunedWanted);
      const readings = await server.infer(offer, { rows: jobs.map(({ ids }) => ids), width, isTunedWanted });
      jobs.forEach((job, row) => {
        const reading = readings[row];
        if (reading === undefined) job.reject(new AppError('ENCODER_UNAVAILABLE'));
        else job.resolve(reading);
      });
    } catch (error) {
      for (const job of jobs) job.reject(toAppError(error));
    } finally {
      underWay[lane] -= 1;
      learn(batch, performance.now() - start);
      sendAll();
    }
  };
  const sendAll = () => {
    isAwake = false;
    const offer = server.offer();
    if (offer === undefined) return;
    for (let batch = takeBatch(offer); batch !== undefined; batch = takeBatch(offer)) void send(offer, batch);
  };
  return {
    wake: () => {
      if (!isAwake) setImmediate(sendAll);
      isAwake = true;
    },
    msPerText: () => msPerText,
  };
}
