import { z } from 'zod';
import { AppError, toAppError } from '../../errors.js';
import {
  type Exchange,
  meanOfParts,
  PATIENCE_MS,
  shareOf,
  type WorkerPlace,
} from '../../learning/fine-tune/parallel/exchange.js';
import { toRedisPlace } from './connect-redis.js';
import type { Letter } from './letter.js';
import { openPost, type Post } from './post.js';

/** Numbers in a letter: two megabytes. */
const LETTER_SIZE = 1 << 19;

/**
 * Meets the workers of other machines by way of a Redis server, which needs about as much memory as all parts together.
 * Each worker averages its own share of the numbers and sends the rest of its part to whoever averages that: reduce,
 * then gather. Thakur et al., "Optimization of Collective Communication Operations in MPICH", 2005, section 4.5.
 * @throws BAD_INPUT, WORKERS_DIFFER, WORKER_LOST
 */
export async function openRedisExchange({ url, ...place }: WorkerPlace & { url: string }): Promise<Exchange> {
  const { worker, workers, run, timeoutMs = PATIENCE_MS } = place;
  const post = await openPost(toRedisPlace(url), { worker, workers, run, timeoutMs });
  const others = Array.from({ length: workers }, (_, other) => other).filter((other) => other !== worker);
  const team: Team = { worker, workers, others, post, step: 0, mean: new Float32Array(0) };
  let fault: AppError | undefined;
  const tellAll = (letter: Pick<Letter, 'kind' | 'content'>) => {
    for (const other of others) post.send(other, { step: team.step, size: 0, from: 0, to: 0, weight: 0, ...letter });
  };
  return {
    worker,
    workers,
    average: async (part, weight) => {
      if (part.length === 0) throw new RangeError('a part has at least one number');
      if (fault !== undefined) throw fault;
      try {
        return await averageStep(team, part, weight);
      } catch (error) {
        if (fault !== undefined) throw fault;
        fault = toAppError(error);
        const { code, details } = fault;
        tellAll({ kind: 'fault', content: Buffer.from(JSON.stringify({ code, details })) });
        throw fault;
      }
    },
    close: async () => {
      if (fault === undefined) tellAll({ kind: 'bye', content: new Uint8Array(0) });
      fault ??= new AppError('WORKER_LOST', { details: ['this worker has ended'] });
      await post.close();
    },
  };
}

type Team = {
  worker: number;
  workers: number;
  others: number[];
  post: Post;
  step: number;
  mean: Float32Array;
};

async function averageStep(team: Team, part: Float32Array, weight: number): Promise<Float32Array> {
  const { worker, workers, others } = team;
  const size = part.length;
  const stretchOf = (whose: number) => {
    const [from, to] = shareOf(size, { worker: whose, workers });
    return { from, to, size };
  };
  if (team.mean.length !== size) team.mean = new Float32Array(size);
  for (const other of others) sendStretch(team, other, { ...stretchOf(other), kind: 'part', weight, values: part });
  const own = stretchOf(worker);
  const parts = [];
  for (let whose = 0; whose < workers; whose++) {
    if (whose === worker) parts.push({ values: part.subarray(own.from, own.to), weight });
    else parts.push(await takeStretch(team, whose, { ...own, kind: 'part' }));
  }
  if (parts.every(({ weight }) => weight === 0)) differ('no part of the step counts for anything');
  meanOfParts(team.mean.subarray(own.from, own.to), parts, { from: 0, to: own.to - own.from });
  for (const other of others) sendStretch(team, other, { ...own, kind: 'mean', weight, values: team.mean });
  for (const other of others) {
    const { values } = await takeStretch(team, other, { ...stretchOf(other), kind: 'mean' });
    team.mean.set(values, stretchOf(other).from);
  }
  team.step += 1;
  return team.mean;
}

type Stretch = { kind: 'part' | 'mean'; size: number; from: number; to: number };

/** In one letter at least: an empty stretch still says that its sender is at this step, and its weight. */
function sendStretch(
  { post, step }: Team,
  other: number,
  { values, weight, ...stretch }: Stretch & { values: Float32Array; weight: number },
): void {
  let from = stretch.from;
  do {
    const to = Math.min(from + LETTER_SIZE, stretch.to);
    const numbers = values.subarray(from, to);
    const content = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
    post.send(other, { ...stretch, step, from, to, weight, content });
    from = to;
  } while (from < stretch.to);
}

async function takeStretch(
  { post, step }: Team,
  other: number,
  { kind, size, from, to }: Stretch,
): Promise<{ values: Float32Array; weight: number }> {
  const values = new Float32Array(to - from);
  const bytes = new Uint8Array(values.buffer);
  let weight = 0;
  let at = from;
  do {
    const letter = await post.take(other);
    if (letter.kind === 'bye') lose(`worker ${other} ended before the others`);
    if (letter.kind === 'fault') throw readFault(letter.content);
    if (letter.step !== step || letter.kind !== kind) differ(`worker ${other} is at another step`);
    if (letter.size !== size) differ(`worker ${other} sent ${letter.size} numbers where this one sent ${size}`);
    if (letter.from !== at || letter.to > to) differ(`worker ${other} sent numbers that were not expected`);
    bytes.set(letter.content, (at - from) * Float32Array.BYTES_PER_ELEMENT);
    weight = letter.weight;
    at = letter.to;
  } while (at < to);
  return { values, weight };
}

const faultSchema = z.object({ code: z.enum(['WORKERS_DIFFER', 'WORKER_LOST']), details: z.array(z.string()) });

function readFault(content: Uint8Array): AppError {
  try {
    const { code, details } = faultSchema.parse(JSON.parse(Buffer.from(content).toString()));
    return new AppError(code, { details });
  } catch (cause) {
    return new AppError('WORKER_LOST', { cause, details: ['another worker failed and did not say why'] });
  }
}

function differ(reason: string): never {
  throw new AppError('WORKERS_DIFFER', { details: [reason] });
}

function lose(reason: string): never {
  throw new AppError('WORKER_LOST', { details: [reason] });
}
