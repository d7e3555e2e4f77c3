import type { z } from 'zod';
import { AppError, toAppError, toPublicError } from '../errors.js';
import { parseInput } from '../http/parse-input.js';
import type { Log } from '../log.js';
import type { Result } from '../protocol/chat-events.js';
import { type Identity, isAllowed, type Operation } from './authorisation.js';

/** The part of a Socket.IO socket a guard needs. */
type EventSource = { on(event: string, listener: (...args: unknown[]) => void): unknown };

type Guarded<Schema extends z.ZodType, Value> = {
  operation: Extract<Operation, `${string}:${string}`>;
  schema: Schema;
  who: () => Promise<Identity> | Identity;
  handle: (payload: z.infer<Schema>) => Promise<Value>;
};

/**
 * Registers a socket event: looks up its row, parses the payload, answers through the acknowledgement. Nothing a
 * client sends can throw past this: a missing acknowledgement, a payload that is not one, a handler that fails.
 */
export function guardEvent<Schema extends z.ZodType, Value>(
  socket: EventSource,
  guarded: Guarded<Schema, Value>,
  log: Log,
): void {
  const event = guarded.operation.slice(guarded.operation.indexOf(':') + 1);
  socket.on(event, (...args) => {
    const ack = args.at(-1);
    const answer = (result: Result<Value>) => {
      if (typeof ack === 'function') ack(result);
    };
    run(guarded, args[0]).then(
      (value) => answer({ ok: true, value }),
      (error: unknown) => {
        const fault = toAppError(error);
        if (fault.status >= 500)
          log.error({ operation: guarded.operation, code: fault.code, cause: String(fault.cause) }, 'event failed');
        answer({ ok: false, error: toPublicError(fault) });
      },
    );
  });
}

async function run<Schema extends z.ZodType, Value>(guarded: Guarded<Schema, Value>, payload: unknown): Promise<Value> {
  if (!isAllowed(guarded.operation, await guarded.who())) throw new AppError('FORBIDDEN');
  return guarded.handle(parseInput(guarded.schema, payload));
}
