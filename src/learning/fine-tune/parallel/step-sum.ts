import { meanOfParts } from './exchange.js';
import { BadFrame, bytesOf } from './frames.js';

/** The step that is under way at a hub: what has come of the workers' parts, and how much of it is averaged. */
export type StepSum = {
  /** From 0. */
  step: number;
  /** Length of this step's parts; undefined before the first of them. */
  size: number | undefined;
  /** By worker. */
  parts: Part[];
  /** Complete up to `averaged`. */
  mean: Float32Array;
  averaged: number;
};

type Part = {
  values: Float32Array;
  weight: number;
  /** Numbers that are there. */
  filled: number;
  hasBegun: boolean;
};

/** 2 GB, more than a large BERT has: what says that it is longer is a mistake, and no memory is taken for it. */
const LONGEST_PART = 2 ** 31;
/** Numbers averaged and sent on at once, while the rest still comes in. */
const PIECE = 1 << 18;

export function createStepSum(workers: number): StepSum {
  const parts = Array.from({ length: workers }, () => ({
    values: new Float32Array(0),
    weight: 0,
    filled: 0,
    hasBegun: false,
  }));
  return { step: 0, size: undefined, parts, mean: new Float32Array(0), averaged: 0 };
}

/**
 * A worker's part of the step begins to come.
 * @returns where its bytes go
 * @throws BadFrame when it does not fit to the others'
 */
export function beginPart(
  sum: StepSum,
  worker: number,
  { step, bytes, weight }: { step: number; bytes: number; weight: number },
): Uint8Array {
  const part = sum.parts[worker];
  const size = bytes / Float32Array.BYTES_PER_ELEMENT;
  if (part === undefined || part.hasBegun || step !== sum.step) {
    throw new BadFrame(`worker ${worker} came to step ${sum.step + 1} with step ${step + 1}`);
  }
  if (!Number.isInteger(size) || size === 0 || bytes > LONGEST_PART) {
    throw new BadFrame(`worker ${worker} sent a part of ${bytes} bytes`);
  }
  if (sum.size !== undefined && sum.size !== size) {
    throw new BadFrame(`worker ${worker} sent ${size} numbers where another sent ${sum.size}`);
  }
  sum.size = size;
  if (part.values.length !== size) part.values = new Float32Array(size);
  Object.assign(part, { weight, hasBegun: true });
  return bytesOf(part.values);
}

/**
 * Averages what is there of all parts. After the last piece the next step can begin; the pieces stay as they are until
 * its first number has come from every worker.
 * @returns the next pieces of the mean, in order
 */
export function takePieces(sum: StepSum): Float32Array[] {
  const { size, parts } = sum;
  if (size === undefined || !parts.every(({ hasBegun }) => hasBegun)) return [];
  if (parts.every(({ weight }) => weight === 0)) throw new BadFrame('no part of the step counts for anything');
  if (sum.mean.length !== size) sum.mean = new Float32Array(size);
  const ready = Math.min(...parts.map(({ filled }) => filled));
  const pieces: Float32Array[] = [];
  while (sum.averaged < ready && (ready - sum.averaged >= PIECE || ready === size)) {
    const to = Math.min(sum.averaged + PIECE, ready);
    meanOfParts(sum.mean, parts, { from: sum.averaged, to });
    pieces.push(sum.mean.subarray(sum.averaged, to));
    sum.averaged = to;
  }
  if (sum.averaged === size) beginNext(sum);
  return pieces;
}

/** The first worker whose part is not there as a whole. */
export function lateWorker({ parts, size }: StepSum): number {
  return parts.findIndex(({ hasBegun, filled }) => !hasBegun || filled !== size);
}

function beginNext(sum: StepSum): void {
  for (const part of sum.parts) Object.assign(part, { filled: 0, hasBegun: false });
  Object.assign(sum, { step: sum.step + 1, size: undefined, averaged: 0 });
}
