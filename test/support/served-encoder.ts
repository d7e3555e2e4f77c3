import { existsSync } from 'node:fs';
import { createLog } from '../../src/log.js';
import { createEncoderPool, type EncoderPool } from '../../src/understanding/encoder-pool.js';

export const SHIPPED_MODEL = 'intents/model';
/** Processes run JavaScript: the build that `npm test` makes. */
export const ENCODER_ENTRY = 'dist/src/understanding/encoder-process.js';

export function noEncoder(): string | undefined {
  if (!existsSync(`${SHIPPED_MODEL}/onnx/model_quantized.onnx`)) return `there is no model in ${SHIPPED_MODEL}`;
  return existsSync(ENCODER_ENTRY) ? undefined : `${ENCODER_ENTRY} is not built`;
}

/** The encoder that serves shoppers, with one process. */
export function startServedEncoder(): Promise<EncoderPool> {
  return createEncoderPool({
    modelDir: SHIPPED_MODEL,
    entry: ENCODER_ENTRY,
    processes: 1,
    log: createLog('silent'),
  });
}
