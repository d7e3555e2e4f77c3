import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationEvent } from '../../src/conversation/conversation-event.js';
import type { ConversationLog, Holder } from '../../src/conversation/log/conversation-log.js';
import {
  agentIdSchema,
  type ConversationId,
  clientMessageIdSchema,
  conversationIdSchema,
  type ShopId,
  shopIdSchema,
  visitorIdSchema,
} from '../../src/protocol/ids.js';

/** What a log is, in as few words as possible: the model an adapter is held against. */
class ModelLog {
  readonly events: ConversationEvent[] = [];
  readonly messages = new Map<string, { text: string; seq: number; owed: boolean }>();
  readonly owed = new Set<number>();
  holder: Holder = 'bot';

  start(event: ConversationEvent): void {
    if (this.events.length === 0) this.events.push(event);
  }

  receive(id: string, text: string, event: ConversationEvent): unknown {
    if (this.events.length === 0) return { kind: 'no-conversation' };
    const known = this.messages.get(id);
    if (known !== undefined) {
      const { seq, owed } = known;
      return known.text === text ? { kind: 'repeated', seq, owed } : { kind: 'conflict', seq };
    }
    const owed = this.holder !== 'agent';
    if (this.holder === 'closed') this.holder = 'bot';
    this.events.push(event);
    const seq = this.events.length;
    if (owed) this.owed.add(seq);
    this.messages.set(id, { text, seq, owed });
    return { kind: 'stored', seq, owed };
  }

  append(expectedSeq: number, events: ConversationEvent[]): unknown {
    if (this.events.length === 0 || this.events.length !== expectedSeq) {
      return { kind: 'stale', seq: this.events.length };
    }
    for (const event of events) {
      this.events.push(event);
      if (event.kind === 'bot-said') for (const seq of event.answers) this.owed.delete(seq);
      if (event.kind === 'agent-took') this.holder = 'agent';
      if (event.kind === 'agent-gave-back') this.holder = 'bot';
      if (event.kind === 'closed') this.holder = 'closed';
      if (event.kind === 'handoff-requested' && this.holder !== 'agent') this.holder = 'waiting';
    }
    return { kind: 'appended', seq: this.events.length };
  }
}

type Step =
  | { kind: 'start' }
  | { kind: 'receive'; id: string; text: string }
  /** `late`: how far behind the end the writer believes it is. `answered`: which debts it settles. */
  | { kind: 'append'; late: number; events: ('say' | 'take' | 'give-back' | 'close' | 'hand-off')[]; answered: number };

/** Everything in a burst is asked for before any of it is answered. */
type Burst = { conversation: number; step: Step }[];

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: fc.constant({ kind: 'start' as const }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('receive' as const),
      id: fc.constantFrom('m1', 'm2', 'm3', 'm4', 'm5', 'm6'),
      text: fc.constantFrom('where is it', 'cancel it'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('append' as const),
      late: fc.constantFrom(0, 0, 0, 1, -1),
      events: fc.array(fc.constantFrom('say' as const, 'take', 'give-back', 'close', 'hand-off'), { maxLength: 4 }),
      answered: fc.nat({ max: 3 }),
    }),
  },
);
const burst: fc.Arbitrary<Burst> = fc.array(fc.record({ conversation: fc.nat({ max: 2 }), step }), { maxLength: 8 });

const agent = { agentId: agentIdSchema.parse('niamh'), name: 'Niamh' };
const started = {
  kind: 'started',
  channel: 'widget',
  visitorId: visitorIdSchema.parse('v'),
  language: 'en',
} as const;

function eventOf(name: 'say' | 'take' | 'give-back' | 'close' | 'hand-off', answers: number[]): ConversationEvent {
  switch (name) {
    case 'say':
      return { kind: 'bot-said', blocks: [{ kind: 'text', text: 'ok' }], answers };
    case 'take':
      return { kind: 'agent-took', agent };
    case 'give-back':
      return { kind: 'agent-gave-back', agent };
    case 'close':
      return { kind: 'closed', by: agent };
    case 'hand-off':
      return { kind: 'handoff-requested', reason: 'complaint', summary: '' };
  }
}

class Pair {
  readonly model = new ModelLog();

  readonly log: ConversationLog;
  readonly shopId: ShopId;
  readonly conversationId: ConversationId;

  constructor(log: ConversationLog, shopId: ShopId, conversationId: ConversationId) {
    this.log = log;
    this.shopId = shopId;
    this.conversationId = conversationId;
  }

  /** Does the same to both; what they answered, the adapter's still under way. */
  run(step: Step): { expected: unknown; actual: Promise<unknown> } {
    const { log, model, shopId, conversationId } = this;
    if (step.kind === 'start') {
      model.start(started);
      return { expected: undefined, actual: log.start(shopId, conversationId, started, 1) };
    }
    if (step.kind === 'receive') {
      const { id, text } = step;
      const clientMessageId = clientMessageIdSchema.parse(id);
      const event = { kind: 'customer-said' as const, clientMessageId, text, redacted: [] };
      const actual = log.receive(shopId, conversationId, { clientMessageId, fingerprint: text, event }, 1);
      return { expected: model.receive(id, text, event), actual };
    }
    const expectedSeq = model.events.length - step.late;
    const answers = [...model.owed].slice(0, step.answered);
    const events = step.events.map((name) => eventOf(name, answers));
    const actual = log.append(shopId, conversationId, expectedSeq, events, { at: 1 });
    return { expected: model.append(expectedSeq, events), actual };
  }

  async check(): Promise<void> {
    const { log, model, shopId, conversationId } = this;
    const read = await log.read(shopId, conversationId, 0);
    expect(read.map(({ seq }) => seq)).toEqual(model.events.map((_, index) => index + 1));
    expect(read.map(({ event }) => event)).toEqual(model.events);
    const owed = (await log.owedTurns()).filter((turn) => turn.shopId === shopId);
    const mine = owed.filter((turn) => turn.conversationId === conversationId).map(({ seq }) => seq);
    expect(mine).toEqual([...model.owed]);
    const row = (await log.list(shopId, { limit: 10 })).find((listed) => listed.conversationId === conversationId);
    expect(row?.holder).toBe(model.events.length === 0 ? undefined : model.holder);
  }
}

/** Random interleavings of everything a log can be asked, against the model; `runs` of them. */
export function conversationLogModel(
  name: string,
  open: () => Promise<{ conversations: ConversationLog; close(): Promise<void> }>,
  runs = 100,
): void {
  describe(`${name}: the conversation log against its model`, () => {
    let opened: Awaited<ReturnType<typeof open>>;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());

    it('answers, numbers, remembers and owes as the model does', { timeout: 60_000 }, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(burst, { minLength: 1, maxLength: 8 }), async (bursts) => {
          const shopId = shopIdSchema.parse(randomUUID());
          const pairs = ['c0', 'c1', 'c2'].map(
            (id) => new Pair(opened.conversations, shopId, conversationIdSchema.parse(id)),
          );
          for (const steps of bursts) {
            const asked = steps.map(({ conversation, step }) => pairs[conversation]!.run(step));
            expect(await Promise.all(asked.map(({ actual }) => actual))).toEqual(asked.map(({ expected }) => expected));
            for (const pair of pairs) await pair.check();
          }
        }),
        { numRuns: runs },
      );
    });
  });
}
