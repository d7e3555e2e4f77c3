import { createLog } from '../../src/log.js';
import { createEncoderPool } from '../../src/understanding/encoder-pool.js';
import { judgeMessage } from '../../src/understanding/judge-message.js';
import { readModelFolder } from '../../src/understanding/model-folder.js';
import { prepareMessage } from '../../src/understanding/prepare-message.js';
import { createUnderstand } from '../../src/understanding/understand.js';
import type { BenchResult } from './bench-result.js';

const SINGLE = 'where is my parcel, it should have come on tuesday?';
const DOUBLE = 'Where is my parcel, it should have come? And how do I get an invoice for it?';
const WARM_UP = 20;
const ROUNDS = 200;

/**
 * Median milliseconds that one message of two sentences takes on an idle machine; baseline: one pass over the same text.
 * The detail has the same of one sentence, which is to cost one pass.
 */
export async function run(progress: (line: string) => void): Promise<BenchResult> {
  const model = await readModelFolder('intents/model');
  const encoder = await createEncoderPool({ modelDir: model.folder, log: createLog('warn') });
  const understand = createUnderstand({ encoder, model });
  const readOnce = async (text: string) => {
    const message = prepareMessage(model, text);
    const [reading] = await encoder.read([message.text]);
    if (reading !== undefined) judgeMessage(model, { ...message, reading });
  };
  progress(`${ROUNDS} rounds of four readings, in turn`);
  const ways = {
    doubleOnce: () => readOnce(DOUBLE),
    double: () => understand(DOUBLE),
    singleOnce: () => readOnce(SINGLE),
    single: () => understand(SINGLE),
  };
  const medians = await measureInTurn(ways).finally(() => encoder.stop());
  const { double = 0, doubleOnce = 0, single = 0, singleOnce = 0 } = medians;
  return {
    name: 'sentence-parts',
    value: double,
    unit: 'ms',
    baseline: doubleOnce,
    ratio: double / doubleOnce,
    detail: { single, singleOnce, singleRatio: single / singleOnce },
  };
}

/** In turn, so that whatever else the machine does falls on all of them. */
async function measureInTurn(ways: Record<string, () => Promise<unknown>>): Promise<Record<string, number>> {
  const times = new Map(Object.keys(ways).map((name): [string, number[]] => [name, []]));
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const [name, way] of Object.entries(ways)) {
      const startedAt = performance.now();
      await way();
      if (round >= 0) times.get(name)?.push(performance.now() - startedAt);
    }
  }
  const median = (values: number[]) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
  return Object.fromEntries([...times].map(([name, values]) => [name, median(values)]));
}
