import type { Request, RequestHandler, Response, Router } from 'express';
import { AppError } from '../errors.js';
import { type HttpOperation, type Identity, isAllowed } from './authorisation.js';

/** Mounts a route under its row of the authorisation table. */
export type GuardRoute = (router: Router, operation: HttpOperation, handle: RouteHandler) => void;

export type RouteHandler = (request: Request, response: Response, who: Identity) => Promise<void> | void;

/** @param identify who is behind a request; asked only where the row wants to know */
export function createGuardRoute(identify: (request: Request) => Promise<Identity>): GuardRoute {
  return (router, operation, handle) => {
    const [method, path = '/'] = operation.split(' ');
    const guarded: RequestHandler = async (request, response) => {
      const who = await identify(request);
      if (!isAllowed(operation, who)) throw new AppError(who.kind === 'nobody' ? 'NOT_SIGNED_IN' : 'FORBIDDEN');
      await handle(request, response, who);
    };
    if (method === 'GET') router.get(path, guarded);
    else router.post(path, guarded);
  };
}
