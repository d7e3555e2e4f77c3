import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Outbox, type PendingMessage, type SendOutcome } from '../../widget/outbox.js';
import { createSafeStorage, type SafeStorage } from '../../widget/safe-storage.js';
import { brokenStorage, memoryStorage } from './storages.js';

type Server = { taken: Map<string, string>; order: string[]; send(message: PendingMessage): Promise<SendOutcome> };

/** Takes every id once, and does what the script says next: refuse, be busy, lose the message or its acknowledgement. */
function serverWith(script: readonly ('ok' | 'lost' | 'ack-lost' | 'busy')[]): Server {
  const server: Server = {
    taken: new Map(),
    order: [],
    send: async ({ clientMessageId, text }) => {
      const fate = script[server.order.length + misses] ?? 'ok';
      if (fate === 'lost' || fate === 'busy') {
        misses++;
        return fate === 'lost' ? { kind: 'offline' } : { kind: 'busy', afterMs: 1 };
      }
      if (server.taken.has(clientMessageId)) misses++;
      else server.order.push(text);
      server.taken.set(clientMessageId, text);
      return fate === 'ack-lost' ? { kind: 'offline' } : { kind: 'sent' };
    },
  };
  let misses = 0;
  return server;
}

let count = 0;

function outboxOn(
  storage: SafeStorage,
  send: (message: PendingMessage) => Promise<SendOutcome>,
  now = () => 1,
): Outbox {
  const newId = () => `id${count++}`;
  return new Outbox({ storage, send, newId, now, wait: async () => undefined, onChange: () => undefined });
}

const local = () => createSafeStorage(() => memory, 'shop.');
let memory = memoryStorage();
const offline = async (): Promise<SendOutcome> => ({ kind: 'offline' });
const texts = (outbox: Outbox) => outbox.pending().map((message) => message.text);
const states = (outbox: Outbox) => outbox.pending().map((message) => message.state);
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('the outbox', () => {
  it('says until when a message is held back, and sends it then without a word of the shopper’s', async () => {
    const answers: SendOutcome[] = [{ kind: 'busy', afterMs: 12_000, isTooMuch: true }, { kind: 'sent' }];
    let goOn: () => void = () => undefined;
    const waits: number[] = [];
    const outbox = new Outbox({
      storage: local(),
      send: async () => answers.shift() ?? { kind: 'offline' },
      newId: () => 'held',
      now: () => 1_000,
      wait: (ms) => {
        waits.push(ms);
        return new Promise((resolve) => {
          goOn = resolve;
        });
      },
      onChange: () => undefined,
    });
    outbox.add('hello');
    await settled();
    expect(outbox.pending()).toMatchObject([{ text: 'hello', state: 'waiting', heldUntil: 13_000 }]);
    expect(waits).toEqual([12_000]);
    goOn();
    await settled();
    expect(states(outbox)).toEqual(['sent']);
  });

  it('keeps what a blocked visitor wrote, over a reload too', async () => {
    memory = memoryStorage();
    const outbox = outboxOn(local(), async () => ({ kind: 'refused', code: 'BLOCKED' }));
    outbox.add('let me in');
    await settled();
    expect(outbox.pending()).toMatchObject([{ text: 'let me in', state: 'failed', isBlocked: true }]);
    expect(outboxOn(local(), offline).pending()).toMatchObject([{ text: 'let me in', state: 'failed' }]);
  });

  it('delivers every message once and in order, over losses, reloads and tabs', async () => {
    const fates = fc.array(fc.constantFrom('ok', 'lost', 'ack-lost', 'busy'), { maxLength: 20 } as const);
    const steps = fc.array(fc.constantFrom('write', 'reload', 'reconnect', 'other-tab'), { maxLength: 15 });
    await fc.assert(
      fc.asyncProperty(fates, steps, async (script, actions) => {
        const storage = createSafeStorage(() => shared, '');
        const shared = memoryStorage();
        const server = serverWith(script);
        const open = () => outboxOn(storage, server.send);
        let [tab, other] = [open(), open()];
        const written: string[] = [];
        for (const action of actions) {
          if (action === 'write') tab.add(written[written.push(`text ${written.length}`) - 1] ?? '');
          if (action === 'reload') tab = open();
          if (action === 'reconnect') await tab.flush();
          if (action === 'other-tab') [tab, other] = [other, tab];
          tab.refresh();
          await settled();
        }
        for (let round = 0; round < 25; round++) await open().flush();
        expect(server.order).toEqual(written);
      }),
      { numRuns: 150 },
    );
  });

  it('stores a message before it is sent, and forgets it when it is acknowledged', async () => {
    memory = memoryStorage();
    const kept: number[] = [];
    const outbox = outboxOn(local(), async () => {
      kept.push(memory.length);
      return { kind: 'sent' };
    });
    outbox.add('hello');
    await settled();
    expect([kept, memory.length, states(outbox)]).toEqual([[1], 0, ['sent']]);
  });

  it('sends again after a reload under the same id, with the choice that was pressed', async () => {
    memory = memoryStorage();
    outboxOn(local(), offline).add('Yes', 'confirm:yes');
    const sent: PendingMessage[] = [];
    const reloaded = outboxOn(local(), async (message) => {
      sent.push(message);
      return { kind: 'sent' };
    });
    const [before] = reloaded.pending();
    await reloaded.flush();
    expect(sent).toEqual([before]);
    expect(before).toMatchObject({ text: 'Yes', choice: 'confirm:yes' });
  });

  it('shows an acknowledged message until the log does', async () => {
    memory = memoryStorage();
    const outbox = outboxOn(local(), async () => ({ kind: 'sent' }));
    outbox.add('hello');
    await settled();
    expect(texts(outbox)).toEqual(['hello']);
    outbox.settle(new Set(outbox.pending().map((message) => message.clientMessageId)));
    expect(texts(outbox)).toEqual([]);
  });

  it('keeps a refused message for a second try or removal, and sends what follows it', async () => {
    memory = memoryStorage();
    let isAccepting = false;
    const outbox = outboxOn(local(), async ({ text }) =>
      text === 'bad' && !isAccepting ? { kind: 'refused', code: 'MESSAGE_TOO_LONG' } : { kind: 'sent' },
    );
    outbox.add('bad');
    outbox.add('good');
    await settled();
    expect(states(outbox)).toEqual(['failed', 'sent']);
    expect(states(outboxOn(local(), offline))).toEqual(['failed']);
    isAccepting = true;
    outbox.retry(outbox.pending()[0]?.clientMessageId ?? '');
    await settled();
    expect(states(outbox)).toEqual(['sent', 'sent']);
    outbox.remove(outbox.pending()[0]?.clientMessageId ?? '');
    expect(texts(outbox)).toEqual(['good']);
  });

  it('gives a message a new id when its own was used for another text', async () => {
    memory = memoryStorage();
    const ids: string[] = [];
    const outbox = outboxOn(local(), async ({ clientMessageId }) => {
      ids.push(clientMessageId);
      return ids.length === 1 ? { kind: 'refused', code: 'MESSAGE_ID_REUSED' } : { kind: 'sent' };
    });
    outbox.add('hello');
    await settled();
    expect(new Set(ids).size).toBe(2);
    expect([texts(outbox), states(outbox), memory.length]).toEqual([['hello'], ['sent'], 0]);
  });

  it('keeps the order when the clock goes back', () => {
    memory = memoryStorage();
    let time = 1000;
    const outbox = outboxOn(local(), offline, () => time);
    outbox.add('first');
    time = 10;
    outbox.add('second');
    expect(texts(outboxOn(local(), offline))).toEqual(['first', 'second']);
  });

  it('drops what another tab removed and shows as sent what it sent', async () => {
    memory = memoryStorage();
    const outbox = outboxOn(local(), async ({ text }) =>
      text === 'bad' ? { kind: 'refused', code: 'BAD_INPUT' } : { kind: 'offline' },
    );
    outbox.add('bad');
    outbox.add('good');
    await settled();
    memory.clear();
    outbox.refresh();
    expect([texts(outbox), states(outbox)]).toEqual([['good'], ['sent']]);
  });

  it('ignores what else lies in storage', () => {
    memory = memoryStorage();
    for (const [index, junk] of ['', '{', 'null', '[]', '{"text":1}'].entries())
      memory.setItem(`shop.out.${index}`, junk);
    expect(outboxOn(local(), offline).pending()).toEqual([]);
  });

  it('works where storage is forbidden or full', async () => {
    for (const broken of brokenStorage()) {
      const outbox = outboxOn(createSafeStorage(broken, ''), async () => ({ kind: 'sent' }));
      outbox.add('hello');
      expect(texts(outbox)).toEqual(['hello']);
      await settled();
      expect(states(outbox)).toEqual(['sent']);
    }
  });
});
