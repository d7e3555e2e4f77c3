import { describe, expect, it } from 'vitest';
import { createSenders } from '../../src/gateway/senders.js';
import { clientMessageIdSchema, conversationIdSchema } from '../../src/protocol/ids.js';
import type { LogSlice } from '../../src/protocol/transcript.js';

const conversationId = conversationIdSchema.parse('c');
const clientMessageId = clientMessageIdSchema.parse('m');
const message = { conversationId, clientMessageId };
const slice: LogSlice = {
  after: 6,
  upTo: 7,
  entries: [{ seq: 7, at: 1, kind: 'customer', clientMessageId, text: 'hello' }],
};

describe('senders', () => {
  it('hands the slice to the acknowledgement of the socket that sent the message', async () => {
    const senders = createSenders();
    const said = await senders.receiveFrom('socket', message, async () => {
      expect(senders.takerOf(conversationId, slice)).toBe('socket');
      return { seq: 7 };
    });
    expect(said).toEqual({ seq: 7, slice });
  });

  it('says how far the log has come when the message was here before', async () => {
    const said = await createSenders().receiveFrom('socket', message, async () => ({ seq: 7 }));
    expect(said).toEqual({ seq: 7, slice: { after: 7, upTo: 7, entries: [] } });
  });

  it('leaves nobody out once the message has been acknowledged or refused', async () => {
    const senders = createSenders();
    await senders.receiveFrom('socket', message, async () => ({ seq: 7 }));
    expect(senders.takerOf(conversationId, slice)).toBeUndefined();
    const refused = senders.receiveFrom('socket', message, () => Promise.reject(new Error('full')));
    await expect(refused).rejects.toThrow('full');
    expect(senders.takerOf(conversationId, slice)).toBeUndefined();
  });

  it('leaves one socket out when two send the same message, and never the one that is not answered with it', async () => {
    const senders = createSenders();
    const first = senders.receiveFrom('one', message, async () => {
      await Promise.resolve();
      return { seq: 7 };
    });
    const second = senders.receiveFrom('two', message, async () => {
      await new Promise((resolve) => setTimeout(resolve));
      return { seq: 7 };
    });
    expect(senders.takerOf(conversationId, slice)).toBe('two');
    expect((await second).slice).toEqual(slice);
    expect((await first).slice.upTo).toBe(7);
  });

  it('leaves nobody out for what bot and agents say', () => {
    const senders = createSenders();
    const bot: LogSlice = { after: 7, upTo: 8, entries: [{ seq: 8, at: 1, kind: 'bot', blocks: [] }] };
    expect(senders.takerOf(conversationId, bot)).toBeUndefined();
  });
});
