import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import { z } from 'zod';
import { AppError, toAppError, toPublicError } from '../errors.js';
import type { Log } from '../log.js';

/** Last in the chain: a fault becomes its coded response. Unknown ones are logged, their text never shown. */
export function reportError(log: Log): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error);
    const fault = fromExpress(error) ?? toAppError(error);
    if (fault.status >= 500)
      // The route's own pattern: a path may hold a link that lets in.
      log.error({ code: fault.code, route: routeOf(request), cause: String(fault.cause) }, 'request failed');
    if (fault.retryAfterMs !== undefined) response.set('Retry-After', String(Math.ceil(fault.retryAfterMs / 1000)));
    response.status(fault.status).json({ error: toPublicError(fault) });
  };
}

export const notFound: RequestHandler = () => {
  throw new AppError('NOT_FOUND');
};

function routeOf({ method, route }: Request): string {
  const { path } = routeSchema.parse(route ?? {});
  return `${method} ${path}`;
}

const routeSchema = z.object({ path: z.string().catch('of none') });

/** Express says of a path that cannot be decoded that it is one, and express.json marks its own faults with a type. */
function fromExpress(error: unknown): AppError | undefined {
  if (error instanceof URIError)
    return new AppError('BAD_INPUT', { cause: error, details: ['The address is not well-formed.'] });
  if (typeof error !== 'object' || error === null || !('type' in error)) return undefined;
  switch (error.type) {
    case 'entity.too.large':
      return new AppError('MESSAGE_TOO_LONG', { cause: error });
    case 'entity.parse.failed':
    case 'encoding.unsupported':
    case 'charset.unsupported':
    case 'request.size.invalid':
      return new AppError('BAD_INPUT', { cause: error, details: ['The body is not valid JSON.'] });
    default:
      return undefined;
  }
}
