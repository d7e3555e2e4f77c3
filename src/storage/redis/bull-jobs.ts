import { createHash } from 'node:crypto';
import Bull, { type Job, type JobOptions, type Queue, type QueueOptions } from 'bull';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { DeadJob, JobStatus, NewJob } from '../../conversation/work/job-queue.js';
import type { RetryPolicy } from '../../conversation/work/retry-policy.js';

/** Before every key of a job. The braces keep them on one node of a cluster, as Bull's scripts need. */
export const PREFIX = '{concierge}:jobs';
/** The field of a job's hash that counts its starts. */
export const STARTS = 'starts';
/** How long a finished job keeps its key, so that a repeat is still a repeat. */
const KEEP_FINISHED_SECONDS = 24 * 60 * 60;

/** What a job of ours holds in Bull's `data`. */
const dataSchema = z.object({ shopId: z.string(), key: z.string(), payload: z.unknown() });
export type JobData = z.infer<typeof dataSchema>;

/** Bull's queue of one kind, on connections that are opened and closed elsewhere. */
export function openQueue(
  kind: string,
  createClient: NonNullable<QueueOptions['createClient']>,
  settings: NonNullable<QueueOptions['settings']> = {},
): Queue<unknown> {
  return new Bull<unknown>(kind, { prefix: PREFIX, createClient, settings });
}

/** Bull's id of a job: a key may be anything, also a name that Bull uses for itself. */
export function jobIdOf(shopId: string, key: string): string {
  return createHash('sha256')
    .update(JSON.stringify([shopId, key]))
    .digest('base64url');
}

export async function addJob(queue: Queue<unknown>, { shopId, key, payload, delayMs }: NewJob, retry: RetryPolicy) {
  const data: JobData = { shopId, key, payload: payload ?? null };
  const options: JobOptions = {
    jobId: jobIdOf(shopId, key),
    delay: delayMs ?? 0,
    // The worker counts starts itself and gives up in time; Bull counts failures only.
    attempts: retry.attempts,
    backoff: { type: 'full-jitter' },
    removeOnComplete: { age: KEEP_FINISHED_SECONDS },
    removeOnFail: false,
    stackTraceLimit: 1,
  };
  await queue.add(data, options);
}

export function readData(job: Job<unknown>): JobData {
  return dataSchema.parse(job.data);
}

const progressSchema = z.number().catch(0);
const startsSchema = z.coerce.number().catch(0);

export async function readStatus(queue: Queue<unknown>, redis: Redis, id: string): Promise<JobStatus | undefined> {
  const job = await queue.getJob(id);
  if (job === null) return undefined;
  const [bullState, starts] = await Promise.all([job.getState(), redis.hget(queue.toKey(id), STARTS)]);
  const state = toState(bullState);
  const error = state === 'done' ? undefined : (job.failedReason ?? undefined);
  return {
    state,
    attempts: startsSchema.parse(starts),
    progress: state === 'done' ? 1 : progressSchema.parse(job.progress()),
    ...(error !== undefined && { error }),
  };
}

function toState(state: string): JobStatus['state'] {
  if (state === 'completed') return 'done';
  if (state === 'failed') return 'dead';
  return state === 'active' ? 'running' : 'waiting';
}

export function toDeadJob(kind: string, job: Job<unknown>): DeadJob {
  const { shopId, key, payload } = readData(job);
  return { shopId, kind, key, payload, error: job.failedReason ?? '', failedAt: job.finishedOn ?? job.timestamp };
}

/** Makes a dead job due with all its attempts before it again. Answers whether it was dead. */
export async function replayJob(queue: Queue<unknown>, redis: Redis, job: Job<unknown>): Promise<boolean> {
  if (!(await job.isFailed())) return false;
  // Bull keeps its counts when it tries a job again.
  await redis.hdel(queue.toKey(String(job.id)), STARTS, 'attemptsMade', 'stalledCounter', 'stacktrace', 'progress');
  await job.retry();
  return true;
}
