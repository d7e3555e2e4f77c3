import { createHash, type Hash } from 'node:crypto';
import { AppError } from '../../../errors.js';
import type { TrainedTensor } from '../adamw.js';
import type { FineTuneSettings } from '../settings.js';
import type { TokenRow } from '../token-row.js';
import { type Exchange, shareOf } from './exchange.js';

/** What all workers must have been given alike. */
export type SharedJob = {
  tensors: readonly TrainedTensor[];
  rows: TokenRow[];
  dev: TokenRow[];
  settings: FineTuneSettings;
};

/**
 * Asks all workers for the digest of what they are about to train: on other weights, rows or settings they would not
 * notice, and learn something that none of them was asked for.
 * @throws WORKERS_DIFFER unless all were given the same, and each has a row of every whole batch
 */
export async function expectSameJob(exchange: Exchange, job: SharedJob): Promise<void> {
  const { worker, workers } = exchange;
  const { batchSize } = job.settings;
  const digest = digestOf(job);
  const all = new Float32Array(digest.length * workers);
  all.set(digest, digest.length * worker);
  // The mean of vectors of which each holds one worker's digest in a place of its own.
  const mean = await exchange.average(all, 1);
  const others = mean.map((share) => Math.round(share * workers));
  const stranger = Array.from({ length: workers }, (_, other) => other).find((other) =>
    digest.some((byte, place) => byte !== others[digest.length * other + place]),
  );
  if (stranger !== undefined) {
    throw differ(`worker ${stranger} has other weights, rows or settings than worker ${worker}`);
  }
  const [from, to] = shareOf(batchSize, { worker: workers - 1, workers });
  if (from === to) throw differ(`a batch of ${batchSize} rows is too small for ${workers} workers`);
}

function digestOf({ tensors, rows, dev, settings }: SharedJob): Uint8Array {
  const hash = createHash('sha256').update(JSON.stringify(settings));
  for (const { name, shape, data } of tensors) hash.update(JSON.stringify([name, shape])).update(data);
  for (const part of [rows, dev]) {
    hash.update(`${part.length}`);
    for (const row of part) addRow(hash, row);
  }
  return hash.digest();
}

function addRow(hash: Hash, { ids, label, teacher }: TokenRow): void {
  hash.update(JSON.stringify([ids, label]));
  if (teacher !== undefined) hash.update(teacher);
}

function differ(reason: string): AppError {
  return new AppError('WORKERS_DIFFER', { details: [reason] });
}
