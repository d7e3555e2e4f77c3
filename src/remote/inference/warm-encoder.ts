import { AppError } from '../../errors.js';
import type { Log } from '../../log.js';
import type { Encoder } from '../../understanding/encoder.js';
import type { StoppableEncoder } from './remote-encoder.js';

/** An encoder that is started when it is first needed, and ended when it was not for a while. */
export type WarmEncoder = {
  /** @throws what starting it and `work` throw; ENCODER_UNAVAILABLE after `stop` */
  use<Answer>(work: (encoder: Encoder) => Promise<Answer>): Promise<Answer>;
  stop(): Promise<void>;
};

type Options = { start: () => Promise<StoppableEncoder>; keepWarmMs: number; log: Log };

export function createWarmEncoder({ start, keepWarmMs, log }: Options): WarmEncoder {
  let started: Promise<StoppableEncoder> | undefined;
  let users = 0;
  let cooling: NodeJS.Timeout | undefined;
  let isStopped = false;

  const begin = (): Promise<StoppableEncoder> => {
    log.info({ keepWarmMs }, 'local encoder starts');
    const beginning = start();
    // One that could not start is no reason for not trying again.
    beginning.catch(() => {
      if (started === beginning) started = undefined;
    });
    started = beginning;
    return beginning;
  };
  const end = async (): Promise<void> => {
    clearTimeout(cooling);
    const ending = started;
    started = undefined;
    const encoder = await ending?.catch(() => undefined);
    await encoder?.stop();
  };
  const cool = () => {
    cooling = setTimeout(() => {
      log.info({ keepWarmMs }, 'local encoder ends, not needed any more');
      end().catch((error: unknown) => log.warn({ error: String(error) }, 'local encoder not ended cleanly'));
    }, keepWarmMs);
    cooling.unref();
  };
  return {
    use: async (work) => {
      if (isStopped) throw new AppError('ENCODER_UNAVAILABLE');
      clearTimeout(cooling);
      users += 1;
      try {
        return await work(await (started ?? begin()));
      } finally {
        users -= 1;
        if (users === 0 && !isStopped) cool();
      }
    },
    stop: async () => {
      isStopped = true;
      await end();
    },
  };
}
