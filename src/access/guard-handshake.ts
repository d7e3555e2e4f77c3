import type { Socket } from 'socket.io';
import { toAppError, toPublicError } from '../errors.js';

/** Socket.IO's middleware for one namespace: lets in whom `authenticate` does not refuse. */
export function guardHandshake<Connecting extends Pick<Socket, 'handshake'>>(
  authenticate: (socket: Connecting) => void | Promise<void>,
): (socket: Connecting, next: (error?: Error) => void) => void {
  return (socket, next) => {
    new Promise<void>((resolve) => resolve(authenticate(socket))).then(
      () => next(),
      // Socket.IO passes `data` of a handshake error to the client.
      (error: unknown) => next(Object.assign(new Error(toAppError(error).code), { data: toPublicError(error) })),
    );
  };
}
