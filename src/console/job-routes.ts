import express, { type Request, Router } from 'express';
import { z } from 'zod';
import type { GuardRoute } from '../access/guard-route.js';
import type { JobQueue } from '../conversation/work/job-queue.js';
import { AppError } from '../errors.js';
import { parseInput } from '../http/parse-input.js';
import { sameOrigin } from '../http/same-origin.js';
import type { ShopId } from '../protocol/ids.js';

type Options = { shopId: ShopId; guard: GuardRoute; jobs: Pick<JobQueue, 'find' | 'dead' | 'replay'> };

const kindSchema = z.string().min(1).max(64);
const keySchema = z.string().max(1024);
const whichSchema = z.strictObject({ kind: kindSchema.optional() });
const replaySchema = z.strictObject({ kind: kindSchema, key: keySchema.optional() });
const jobSchema = z.object({ kind: kindSchema, key: keySchema });

/** What failed for good and why, trying it again, and how far a job is. Payloads stay inside. */
export function createJobRoutes({ shopId, guard, jobs }: Options): Router {
  const router = Router();
  router.use('/console/jobs', sameOrigin, express.json({ limit: '8kb' }));
  guard(router, 'GET /console/jobs/dead', async (request, response) => {
    const { kind } = parseInput(whichSchema, request.query);
    const dead = await jobs.dead(shopId, kind);
    response.set('Cache-Control', 'no-store').json({
      jobs: dead.map((job) => ({ kind: job.kind, key: job.key, error: job.error, failedAt: job.failedAt })),
    });
  });
  guard(router, 'POST /console/jobs/replay', async (request, response) => {
    const { kind, key } = parseInput(replaySchema, request.body ?? {});
    response.json({ replayed: await jobs.replay(shopId, kind, key) });
  });
  guard(router, 'GET /console/jobs/:kind/:key', async (request: Request, response) => {
    const { kind, key } = parseInput(jobSchema, request.params);
    const job = await jobs.find(shopId, kind, key);
    if (job === undefined) throw new AppError('NOT_FOUND');
    response.set('Cache-Control', 'no-store').json({ job });
  });
  return router;
}
