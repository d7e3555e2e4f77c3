/**
 * The step that workers training one model together take in common. All call `average` equally often with parts of
 * equal length; one that ends, or does not answer in time, ends it for all.
 */
export type Exchange = {
  /** From 0; worker 0 leads. */
  worker: number;
  workers: number;
  /**
   * Mean of all workers' parts, the same to the last bit for each of them. A part of weight 0 counts for nothing.
   * @param part left alone until this resolves
   * @param weight 0 or more; one worker's at least is above 0
   * @returns as long as the part; overwritten by the next call
   * @throws WORKERS_DIFFER when the workers do not fit together
   * @throws WORKER_LOST when one of them ended or did not answer in time
   */
  average(part: Float32Array, weight: number): Promise<Float32Array>;
  /** To be called when all is done, or to let the others know that this worker will not go on. */
  close(): Promise<void>;
};

/** Which of a run's workers this is. */
export type WorkerPlace = {
  worker: number;
  workers: number;
  /** Name of the run, the same for all of its workers and of no other run. */
  run: string;
  /** How long to wait for the slowest worker. Default: `PATIENCE_MS`. */
  timeoutMs?: number | undefined;
};

/** Longer than the slowest step, and than reading all dev rows, which the others wait for. */
export const PATIENCE_MS = 600_000;

/**
 * Weighted mean of a range of several parts, summed in their order whatever order they came in.
 * @param mean written at `from` to `to`
 * @param parts as long as `mean`; the weight of one at least is above 0
 */
export function meanOfParts(
  mean: Float32Array,
  parts: readonly { values: Float32Array; weight: number }[],
  { from, to }: { from: number; to: number },
): void {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  mean.fill(0, from, to);
  for (const { values, weight } of parts) {
    if (weight === 0) continue;
    const share = weight / total;
    for (let place = from; place < to; place++) mean[place] = (mean[place] ?? 0) + (values[place] ?? 0) * share;
  }
}

/** The part of `size` things that is one worker's: contiguous, even but for one; of a single thing worker 0 has it. */
export function shareOf(size: number, { worker, workers }: { worker: number; workers: number }): [number, number] {
  return [Math.ceil((size * worker) / workers), Math.ceil((size * (worker + 1)) / workers)];
}
