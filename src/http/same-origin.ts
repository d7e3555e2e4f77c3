import type { RequestHandler } from 'express';
import { AppError } from '../errors.js';
import { isAllowedOrigin } from './allowed-origin.js';

/** What changes something is only asked by our own page: the cookie's SameSite is one lock, this is the other. */
export const sameOrigin: RequestHandler = (request, _response, next) => {
  const { origin, host } = request.headers;
  if (request.method === 'POST' && !isAllowedOrigin(origin, host, [])) throw new AppError('ORIGIN_FORBIDDEN');
  next();
};
