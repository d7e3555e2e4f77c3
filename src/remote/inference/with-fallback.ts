import { AppError } from '../../errors.js';
import type { Log } from '../../log.js';
import type { EncodeOptions, Encoder } from '../../understanding/encoder.js';
import type { StoppableEncoder } from './remote-encoder.js';
import { createWarmEncoder } from './warm-encoder.js';

export type FallbackOptions = {
  /** How long the local encoder stays after it was last needed. Default 5 minutes. */
  keepWarmMs?: number;
  log: Log;
};

const DEFAULT_TIMEOUT_MS = 10_000;

/**
 * Asks `remote`, and a local encoder with the time that is left when that is not available. A remote that is only busy
 * stays the one to ask: OVERLOADED says when, and a few local cores would not do what it cannot.
 */
export function withFallback(
  remote: StoppableEncoder,
  local: () => Promise<StoppableEncoder>,
  { keepWarmMs = 300_000, log }: FallbackOptions,
): StoppableEncoder {
  const warm = createWarmEncoder({ start: local, keepWarmMs, log });
  const ask = async <Answer>(
    work: (encoder: Encoder, options: EncodeOptions) => Promise<Answer>,
    options: EncodeOptions = {},
  ): Promise<Answer> => {
    const deadline = performance.now() + (options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
    try {
      return await work(remote, options);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'ENCODER_UNAVAILABLE') throw error;
      return warm.use((encoder) => {
        const timeoutMs = deadline - performance.now();
        if (timeoutMs <= 0) throw error;
        return work(encoder, { ...options, timeoutMs });
      });
    }
  };
  return {
    dimensions: remote.dimensions,
    encode: (texts, options) => ask((encoder, asked) => encoder.encode(texts, asked), options),
    read: (texts, options) => ask((encoder, asked) => encoder.read(texts, asked), options),
    stop: async () => {
      await Promise.all([remote.stop(), warm.stop()]);
    },
  };
}
