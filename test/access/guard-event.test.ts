import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { guardEvent } from '../../src/access/guard-event.js';
import { AppError } from '../../src/errors.js';
import { createLog } from '../../src/log.js';
import type { Result } from '../../src/protocol/chat-events.js';

function guarded(handle: (payload: { text: string }) => Promise<string>, kind: 'visitor' | 'nobody' = 'visitor') {
  const socket = new EventEmitter();
  const who = () => (kind === 'visitor' ? ({ kind, visitorId: 'v' } as const) : ({ kind } as const));
  guardEvent(
    socket,
    { operation: 'chat:say', schema: z.object({ text: z.string() }), who, handle },
    createLog('silent'),
  );
  return (...args: unknown[]) => new Promise<Result<string>>((resolve) => socket.emit('say', ...args, resolve));
}

describe('guardEvent', () => {
  it('answers with what the handler returns', async () => {
    expect(await guarded(async ({ text }) => `heard ${text}`)({ text: 'hi' })).toEqual({ ok: true, value: 'heard hi' });
  });

  it.each([[null], [undefined], [42], ['text'], [[]], [{ text: 7 }], [JSON.parse('{"__proto__":{"text":"x"}}')]])(
    'refuses the payload %j with BAD_INPUT',
    async (payload) => {
      expect(await guarded(async () => 'never')(payload)).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
    },
  );

  it('passes on a coded fault and hides any other', async () => {
    const coded = guarded(async () => {
      throw new AppError('OVERLOADED', { retryAfterMs: 7 });
    });
    const unknown = guarded(async () => {
      throw new Error('the password is in here');
    });
    expect(await coded({ text: 'x' })).toMatchObject({ ok: false, error: { code: 'OVERLOADED', retryAfterMs: 7 } });
    expect(JSON.stringify(await unknown({ text: 'x' }))).not.toContain('password');
  });

  it('keeps out whom the table does not let in', async () => {
    expect(await guarded(async () => 'never', 'nobody')({ text: 'x' })).toMatchObject({
      ok: false,
      error: { code: 'FORBIDDEN' },
    });
  });

  it('lives through a call without an acknowledgement, and one that is no function', async () => {
    const socket = new EventEmitter();
    let calls = 0;
    guardEvent(
      socket,
      {
        operation: 'chat:say',
        schema: z.object({}),
        who: () => ({ kind: 'visitor', visitorId: 'v' }),
        handle: async () => {
          calls += 1;
          throw new Error('late');
        },
      },
      createLog('silent'),
    );
    socket.emit('say', {});
    socket.emit('say', {}, 'not a function');
    socket.emit('say');
    await new Promise((resolve) => setImmediate(resolve));
    expect(calls).toBe(2);
  });
});
