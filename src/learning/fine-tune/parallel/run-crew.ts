import { availableParallelism } from 'node:os';
import { AppError } from '../../../errors.js';
import {
  type ProcessEnd,
  type ProcessOptions,
  startTrainingProcess,
  type TrainingProcess,
} from '../training-process.js';
import type { ExchangePlace } from './exchange-place.js';
import { startHub } from './hub.js';
import { writeWorkerRole } from './worker-role.js';

/** The processes that train one model together. */
export type Crew = {
  /** On all machines. */
  workers: number;
  /** Those that this machine runs, in order. */
  here: readonly number[];
  /** How machines meet; undefined where all workers are here. `run` names one training, and is used once. */
  redis: { url: string; run: string } | undefined;
};

/** The hub tells the others why they end; whoever has not heard it then is ended. */
const FAREWELL_MS = 5_000;

/**
 * Runs this machine's workers to their end; they stop together, and when one is lost they all end.
 * @throws TRAINING_STOPPED, WORKER_LOST, WORKERS_DIFFER, TRAINING_FAILED
 */
export async function runCrew(crew: Crew, options: Omit<ProcessOptions, 'environment'>): Promise<void> {
  const hub = crew.redis === undefined ? await startHub({ workers: crew.workers }) : undefined;
  const processes: TrainingProcess[] = [];
  const timers: NodeJS.Timeout[] = [];
  const endAll = () => {
    void hub?.close();
    const killAll = () => {
      for (const { kill } of processes) kill();
    };
    timers.push(setTimeout(killAll, FAREWELL_MS));
  };
  const ends: WorkerEnd[] = [];
  await Promise.all(
    crew.here.map(async (worker, index) => {
      const place = placeOf(worker, crew, hub);
      const role = writeWorkerRole({ place, isFirstHere: index === 0 });
      const process = startTrainingProcess({ ...options, environment: { ...threadsOf(crew), ...role } });
      processes.push(process);
      const end = await process.ended;
      ends.push({ worker, ...end });
      if (end.kind === 'broken' || end.kind === 'lost') endAll();
    }),
  );
  for (const timer of timers) clearTimeout(timer);
  await hub?.close();
  const fault = faultOf(ends);
  if (fault !== undefined) throw fault;
}

type WorkerEnd = { worker: number } & ProcessEnd;

function placeOf(worker: number, { workers, redis }: Crew, hub: { address: string; run: string } | undefined) {
  const place: ExchangePlace | undefined =
    hub === undefined
      ? redis && { kind: 'redis', worker, workers, ...redis }
      : { kind: 'local', worker, workers, address: hub.address, run: hub.run };
  if (place === undefined) throw new RangeError('workers meet at a hub or by Redis');
  return place;
}

/** Workers that each take all cores get in each other's way. */
function threadsOf({ here }: Crew): Record<string, string> {
  const threads = String(Math.max(1, Math.floor(availableParallelism() / here.length)));
  return { TF_NUM_INTRAOP_THREADS: threads, OMP_NUM_THREADS: threads };
}

/** The cause rather than what followed from it: once one worker is gone, all others lose it. */
function faultOf(ends: readonly WorkerEnd[]): AppError | undefined {
  const faults = ends.flatMap((end) => (end.kind === 'broken' ? [end.fault] : []));
  const cause = faults.find(({ code }) => code !== 'WORKER_LOST');
  if (cause !== undefined) return cause;
  const [lost] = ends.flatMap((end) => (end.kind === 'lost' ? [`worker ${end.worker} ended with ${end.how}`] : []));
  if (lost !== undefined) return new AppError('WORKER_LOST', { details: [lost] });
  const isStopped = ends.some(({ kind }) => kind === 'stopped');
  return faults[0] ?? (isStopped ? new AppError('TRAINING_STOPPED') : undefined);
}
