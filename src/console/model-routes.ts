import express, { Router } from 'express';
import { z } from 'zod';
import type { GuardRoute } from '../access/guard-route.js';
import { parseInput } from '../http/parse-input.js';
import { sameOrigin } from '../http/same-origin.js';
import type { ModelHost } from '../understanding/model-host.js';
import { type ModelShelf, modelNameSchema } from '../understanding/model-shelf.js';

type Options = { guard: GuardRoute; models: Pick<ModelHost, 'serving' | 'swap' | 'rollback'>; shelf: ModelShelf };

const useSchema = z.strictObject({ name: modelNameSchema });

/** Which model serves, and putting another into service while the server runs. */
export function createModelRoutes({ guard, models, shelf }: Options): Router {
  const router = Router();
  router.use('/console/models', sameOrigin, express.json({ limit: '8kb' }));
  guard(router, 'GET /console/models', async (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ serving: models.serving(), names: await shelf.names() });
  });
  guard(router, 'POST /console/models/use', async (request, response) => {
    const { name } = parseInput(useSchema, request.body ?? {});
    response.json({ serving: await models.swap(name) });
  });
  guard(router, 'POST /console/models/rollback', async (_request, response) => {
    response.json({ serving: await models.rollback() });
  });
  return router;
}
