import { existsSync } from 'node:fs';
import { createLog } from '../../src/log.js';
import { createEncoderPool, type EncoderPool } from '../../src/understanding/encoder-pool.js';

const MODEL = 'intents/model';
/** Processes run JavaScript: the build that `npm test` makes. */
const ENTRY = 'dist/src/understanding/encoder-process.js';

export function noEncoder(): string | undefined {
  if (!existsSync(`${MODEL}/onnx/model_quantized.onnx`)) return `there is no model in ${MODEL}`;
  return existsSync(ENTRY) ? undefined : `${ENTRY} is not built`;
}

/** The encoder that serves shoppers, with one process. */
export function startServedEncoder(): Promise<EncoderPool> {
  return createEncoderPool({ modelDir: MODEL, entry: ENTRY, processes: 1, log: createLog('silent') });
}
