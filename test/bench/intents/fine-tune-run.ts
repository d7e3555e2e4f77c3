import { AutoTokenizer, env } from '@huggingface/transformers';
import { z } from 'zod';
import { openBertWeights } from '../../../src/learning/bert-weights.js';
import { fineTune } from '../../../src/learning/fine-tune/fine-tune.js';
import { fineTuneSettingsSchema } from '../../../src/learning/fine-tune/settings.js';
import { openTensorflow } from '../../../src/learning/fine-tune/tensorflow.js';
import type { TokenRow } from '../../../src/learning/fine-tune/token-row.js';
import { addNoise, NOISE_KINDS } from '../../../src/learning/noise/add-noise.js';
import { createRandom } from '../../../src/learning/random.js';
import type { LabelledText } from '../../../src/learning/read-labelled-csv.js';
import { planFor } from '../../../src/learning/tune-encoder.js';
import { withoutIdentifiers } from '../../../src/understanding/extract-slots.js';
import { tokenise } from '../../../src/understanding/tokenise.js';
import { loadDataSet } from './data-sets.js';
import { saveReadings, saveTensors } from './tuned-readings.js';

const runSchema = z.object({
  dataSet: z.enum(['banking77', 'clinc150']),
  draw: z.object({ shots: z.number(), seed: z.number() }).optional(),
  seed: z.number(),
  /** Learn from the dev rows too: for the final run, with what an earlier one found on them. */
  isFinal: z.boolean().default(false),
  /** Share of the rows that an epoch shows with noise, drawn anew for each epoch. */
  noise: z.number().default(0),
  settings: z.record(z.string(), z.number()).default({}),
  /** Leave the test rows unread: for choosing between recipes. */
  isTrial: z.boolean().default(false),
  /** With `isTrial` and a draw: so many of the unused rows judge it. */
  out: z.string(),
  tensorflow: z.string().optional(),
});

/** One process per run: `argv[2]` is the run as JSON. Fine-tunes and saves what the model says of every row. */
async function main(): Promise<void> {
  const run = runSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
  const backend = await openTensorflow(run.tensorflow === undefined ? {} : { folder: run.tensorflow });
  process.stderr.write(`${backend.reason}\n`);
  env.allowRemoteModels = false;
  env.localModelPath = 'intents';
  const tokenizer = await AutoTokenizer.from_pretrained('base');
  const data = await loadDataSet(run.dataSet, run.draw);
  const full = await loadDataSet(run.dataSet, undefined);
  const numbers = new Map(data.labels.map((label, number) => [label, number]));
  const toRow = ({ text, label }: LabelledText): TokenRow => ({
    ids: tokenise(tokenizer, withoutIdentifiers(text)),
    label: numbers.get(label) ?? 0,
  });
  const learned = run.isFinal ? [...data.train, ...data.dev] : data.train;
  const dev = run.isTrial ? full.dev : data.dev;
  const settings = planFor(learned.length, fineTuneSettingsSchema.parse({ ...run.settings, seed: run.seed }));
  const clean = learned.map(toRow);
  const rows = [...clean];
  const showNoise = (epoch: number) => {
    const random = createRandom(run.seed * 100 + epoch);
    learned.forEach((row, place) => {
      const kind = NOISE_KINDS[Math.floor(random() * NOISE_KINDS.length)];
      const isNoisy = random() < run.noise && kind !== undefined;
      const text = isNoisy ? addNoise(row.text, kind, random) : row.text;
      rows[place] = text === row.text ? (clean[place] ?? toRow(row)) : toRow({ text, label: row.label });
    });
  };
  if (run.noise > 0) showNoise(0);
  const startedAt = performance.now();
  let steps = 0;
  const devRows = dev.map(toRow);
  const tuned = await fineTune(
    backend,
    {
      weights: await openBertWeights('intents/base'),
      classes: data.labels.length,
      rows,
      dev: run.isFinal ? [] : devRows,
      settings,
    },
    {
      onStep: (report) => {
        steps = report.step;
        if (steps % 50 !== 0) return;
        const left = ((performance.now() - startedAt) / 1000 / steps) * (report.steps - steps);
        process.stderr.write(
          `${run.out}: ${steps}/${report.steps} loss ${report.loss.toFixed(4)} ${left.toFixed(0)} s left\n`,
        );
      },
      onEpoch: async ({ epoch, devAccuracy }) => {
        process.stderr.write(`${run.out}: epoch ${epoch} dev ${devAccuracy.at(-1)}\n`);
        if (run.noise > 0) showNoise(epoch);
      },
      isStopped: () => false,
    },
  );
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  const parts = new Map([
    ['train', await tuned.read(clean)],
    ['dev', await tuned.read(devRows)],
  ]);
  if (!run.isTrial) {
    parts.set('test', await tuned.read(data.test.map(toRow)));
  }
  const origin = {
    backend: backend.reason,
    seconds,
    steps,
    devAccuracy: tuned.devAccuracy,
    settings: { ...settings, noise: run.noise, isFinal: run.isFinal },
  };
  await saveTensors(run.out, tuned.tensors);
  await saveReadings(run.out, { parts, origin });
  const share = (name: string, of: LabelledText[]) => {
    const readings = parts.get(name) ?? [];
    const right = readings.filter(
      ({ logits }, at) => logits.indexOf(Math.max(...logits)) === numbers.get(of[at]?.label ?? ''),
    );
    return ((100 * right.length) / Math.max(1, readings.length)).toFixed(2);
  };
  process.stderr.write(`${run.out}: done in ${seconds} s; dev ${share('dev', dev)}\n`);
}

await main();
process.exit(0);
