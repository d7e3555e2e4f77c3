import { AppError } from '../errors.js';
import type { Crew } from './fine-tune/parallel/run-crew.js';

type Asked = { workers: number | undefined; here?: string; run?: string };

/**
 * The crew that `--workers N [--run NAME [--here 0,1]]` asks for; undefined for one process alone.
 * @param redisUrl where machines meet
 * @throws BAD_INPUT
 */
export function readCrew({ workers, here: some, run }: Asked, redisUrl: string | undefined): Crew | undefined {
  if (workers === undefined && some === undefined && run === undefined) return undefined;
  if (workers === undefined) throw new AppError('BAD_INPUT', { details: ['--here and --run need --workers N'] });
  if (run === undefined) {
    if (some !== undefined) throw new AppError('BAD_INPUT', { details: ['--here needs --run NAME and REDIS_URL'] });
    const here = Array.from({ length: workers }, (_, worker) => worker);
    return workers === 1 ? undefined : { workers, here, redis: undefined };
  }
  if (redisUrl === undefined) throw new AppError('BAD_INPUT', { details: ['--run: machines meet at REDIS_URL'] });
  return { workers, here: readHere(some, workers), redis: { url: redisUrl, run } };
}

function readHere(text: string | undefined, workers: number): number[] {
  const all = Array.from({ length: workers }, (_, worker) => worker);
  const here = text === undefined ? all : all.filter((worker) => text.split(',').includes(String(worker)));
  const isWhole = text === undefined || here.length === text.split(',').length;
  if (isWhole && here.length > 0) return here;
  throw new AppError('BAD_INPUT', {
    details: [`--here ${text}: expected some of 0 to ${workers - 1}, with commas between`],
  });
}
