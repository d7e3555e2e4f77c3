import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PendingReply, type ReplyOutcome, ReplyQueue } from '../../../src/console/page/reply-queue.js';

/** A server that takes each id once and numbers what it takes, behind a line that fails as `outcomes` say. */
function aQueue(outcomes: ('ok' | 'lost' | 'lost-answer' | ReplyOutcome)[] = [], kept: PendingReply[] = []) {
  const log: string[] = [];
  const stored: PendingReply[][] = [];
  const returned: [string, number][] = [];
  const sent: PendingReply[] = [];
  const seqOf = new Map<string, number>();
  let ids = 0;
  const accept = ({ clientMessageId, text }: PendingReply): number => {
    if (!seqOf.has(clientMessageId)) seqOf.set(clientMessageId, log.push(text));
    return seqOf.get(clientMessageId) ?? 0;
  };
  const queue = new ReplyQueue({
    kept,
    send: async (reply) => {
      sent.push(reply);
      const outcome = outcomes.shift() ?? 'ok';
      if (outcome === 'lost') return { kind: 'offline' };
      if (outcome === 'ok') return { kind: 'sent', seq: accept(reply) };
      if (outcome !== 'lost-answer') return outcome;
      accept(reply);
      return { kind: 'offline' };
    },
    keep: (replies) => stored.push([...replies]),
    giveBack: (text, seen) => returned.push([text, seen]),
    newId: () => `r${++ids}`,
    now: () => 0,
  });
  return { queue, log, stored, returned, sent };
}

const states = (queue: ReplyQueue) => queue.pending().map(({ text, state }) => [text, state]);

describe('replies under way', () => {
  it('are written once and in order, however often the line fails before or after they arrive', async () => {
    const step = fc.constantFrom('ok' as const, 'lost' as const, 'lost-answer' as const);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), fc.integer({ min: 1, max: 6 }), async (outcomes, count) => {
        const { queue, log } = aQueue([...outcomes]);
        const texts = Array.from({ length: count }, (_, index) => `reply ${index}`);
        for (const text of texts) queue.add(text, 0);
        for (let attempt = 0; attempt <= outcomes.length; attempt++) {
          await queue.flush();
          await new Promise(setImmediate);
        }
        expect(log).toEqual(texts);
        expect(states(queue)).toEqual(texts.map((text) => [text, 'sent']));
        queue.settle(count);
        expect(queue.pending()).toEqual([]);
      }),
    );
  });

  it('do not take an own earlier reply for somebody else’s', async () => {
    const { queue, sent } = aQueue([{ kind: 'sent', seq: 8 }]);
    queue.add('one', 5);
    queue.add('two', 5);
    await queue.flush();
    await queue.flush();
    expect(sent.map(({ seen }) => seen)).toEqual([5, 8]);
  });

  it('go back to their author, all that wait, when somebody else wrote meanwhile', async () => {
    const { queue, returned, stored } = aQueue([{ kind: 'changed' }]);
    queue.add('one', 5);
    queue.add('two', 6);
    await queue.flush();
    expect(returned).toEqual([['one\n\ntwo', 5]]);
    expect(queue.pending()).toEqual([]);
    expect(stored.at(-1)).toEqual([]);
  });

  it('stay as failed when refused, hold up nobody, and keep their id when sent again', async () => {
    const { queue, sent, log } = aQueue([{ kind: 'refused', problem: 'Not now.' }]);
    queue.add('one', 1);
    queue.add('two', 1);
    await queue.flush();
    await queue.flush();
    expect(states(queue)).toEqual([
      ['one', 'failed'],
      ['two', 'sent'],
    ]);
    expect(queue.pending()[0]?.problem).toBe('Not now.');
    queue.retry('r1', 4);
    await queue.flush();
    expect(sent.map(({ clientMessageId }) => clientMessageId)).toEqual(['r1', 'r2', 'r1']);
    expect(sent.at(-1)).toMatchObject({ seen: 4, state: 'sending' });
    expect(queue.pending()[0]).not.toHaveProperty('problem');
    expect(log).toEqual(['two', 'one']);
  });

  it('can be taken out to be edited', async () => {
    const { queue } = aQueue([{ kind: 'refused', problem: '' }]);
    queue.add('one', 1);
    await queue.flush();
    expect(queue.withdraw('r1')).toBe('one');
    expect(queue.withdraw('r1')).toBe('');
    expect(queue.pending()).toEqual([]);
  });

  it('are sent over the new connection when the old one’s silence ends after it', async () => {
    let end: (outcome: ReplyOutcome) => void = () => undefined;
    const sent: string[] = [];
    const queue = new ReplyQueue({
      kept: [],
      send: ({ text }) => {
        sent.push(text);
        return sent.length === 1
          ? new Promise((resolve) => (end = resolve))
          : Promise.resolve({ kind: 'sent', seq: 1 });
      },
      keep: () => undefined,
      giveBack: () => undefined,
      newId: () => 'r1',
      now: () => 0,
    });
    queue.add('one', 0);
    await queue.flush();
    end({ kind: 'offline' });
    await new Promise(setImmediate);
    expect(sent).toEqual(['one', 'one']);
    expect(states(queue)).toEqual([['one', 'sent']]);
  });

  it('survive a reload under the same id', async () => {
    const first = aQueue(['lost-answer']);
    first.queue.add('one', 1);
    await first.queue.flush();
    const second = aQueue([], first.stored.at(-1));
    await second.queue.flush();
    expect(second.sent.map(({ clientMessageId }) => clientMessageId)).toEqual(['r1']);
  });

  it('stay shown until the log holds them', async () => {
    const { queue } = aQueue([{ kind: 'sent', seq: 9 }]);
    queue.add('one', 1);
    await queue.flush();
    queue.settle(8);
    expect(states(queue)).toEqual([['one', 'sent']]);
    queue.settle(9);
    expect(queue.pending()).toEqual([]);
  });
});
