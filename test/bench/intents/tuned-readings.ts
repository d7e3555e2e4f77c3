import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { TrainedTensor } from '../../../src/learning/fine-tune/adamw.js';
import type { LayerTensor } from '../../../src/learning/fine-tune/layer-weights.js';
import type { Reading } from '../../../src/learning/fine-tune/token-row.js';

/** What a fine-tuned model says of each part of a data set, in the order of its rows. */
export type TunedReadings = {
  parts: Map<string, Reading[]>;
  /** How it came about. */
  origin: z.infer<typeof originSchema>;
};

const originSchema = z.object({
  backend: z.string(),
  seconds: z.number(),
  steps: z.number(),
  devAccuracy: z.array(z.number()),
  settings: z.record(z.string(), z.unknown()),
});
const indexSchema = z.object({
  hidden: z.number(),
  classes: z.number(),
  parts: z.array(z.tuple([z.string(), z.number()])),
  origin: originSchema,
});

/** Written beside and renamed, the index last: a folder with an index is whole. */
export async function saveReadings(folder: string, { parts, origin }: TunedReadings): Promise<void> {
  await mkdir(folder, { recursive: true });
  const all = [...parts.values()].flat();
  const [hidden = 0, classes = 0] = [all[0]?.vector.length, all[0]?.logits.length];
  const floats = new Float32Array(all.length * (hidden + classes));
  all.forEach(({ vector, logits }, row) => {
    floats.set(vector, row * (hidden + classes));
    floats.set(logits, row * (hidden + classes) + hidden);
  });
  await writeFile(join(folder, 'readings.bin'), floats);
  const index = { hidden, classes, parts: [...parts].map(([name, rows]) => [name, rows.length]), origin };
  await writeFile(join(folder, 'index.draft'), JSON.stringify(index, null, 1));
  await rename(join(folder, 'index.draft'), join(folder, 'index.json'));
}

/** The weights themselves, one after the other, with their names and shapes beside them. */
export async function saveTensors(folder: string, tensors: readonly TrainedTensor[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const shapes = tensors.map(({ name, shape, isDecayed, rate }) => ({ name, shape, isDecayed, rate }));
  await writeFile(join(folder, 'tensors.json'), JSON.stringify(shapes));
  await writeFile(
    join(folder, 'tensors.bin'),
    Buffer.concat(tensors.map(({ data }) => Buffer.from(data.buffer, data.byteOffset, data.byteLength))),
  );
}

const shapesSchema = z.array(z.object({ name: z.string(), shape: z.array(z.number()), isDecayed: z.boolean() }));

export async function loadTensors(folder: string): Promise<LayerTensor[]> {
  const shapes = shapesSchema.parse(JSON.parse(await readFile(join(folder, 'tensors.json'), 'utf8')));
  const bytes = await readFile(join(folder, 'tensors.bin'));
  let offset = 0;
  return shapes.map(({ name, shape, isDecayed }) => {
    const size = 4 * shape.reduce((product, length) => product * length, 1);
    const data = new Float32Array(new Uint8Array(bytes.subarray(offset, offset + size)).buffer);
    offset += size;
    return { name, shape, data, isDecayed };
  });
}

/** @returns undefined where no whole run was saved */
export async function loadReadings(folder: string): Promise<TunedReadings | undefined> {
  const text = await readFile(join(folder, 'index.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const { hidden, classes, parts, origin } = indexSchema.parse(JSON.parse(text));
  const bytes = await readFile(join(folder, 'readings.bin'));
  const floats = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  let row = 0;
  const read = (): Reading => {
    const start = row++ * (hidden + classes);
    const middle = start + hidden;
    return { vector: floats.slice(start, middle), logits: floats.slice(middle, middle + classes) };
  };
  return { parts: new Map(parts.map(([name, count]) => [name, Array.from({ length: count }, read)])), origin };
}
