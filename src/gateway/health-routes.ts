import { Router } from 'express';
import type { GuardRoute } from '../access/guard-route.js';

/** `/health`: the process lives. `/ready`: it takes shoppers; not once it has been told to stop, nor while it cannot save. */
export function createHealthRoutes({ guard, isReady }: { guard: GuardRoute; isReady: () => boolean }): Router {
  const router = Router();
  guard(router, 'GET /health', (_request, response) => {
    response.json({ ready: isReady() });
  });
  guard(router, 'GET /ready', (_request, response) => {
    response.status(isReady() ? 200 : 503).json({ ready: isReady() });
  });
  return router;
}
