import { expect } from 'vitest';
import type { RecordedEvent } from '../../src/conversation/conversation-event.js';
import { conversationIdSchema, shopIdSchema } from '../../src/protocol/ids.js';
import type { SqliteStores } from '../../src/storage/sqlite/sqlite-stores.js';
import { HammerJournal, unanswered } from './hammer-journal.js';

const shopId = shopIdSchema.parse('shop');

/** What the lives of `hammer-log.ts` said, and what must therefore be in the store. */
export class StoreJournal extends HammerJournal {
  async check({ conversations, outbox }: SqliteStores): Promise<void> {
    const logs = new Map<string, RecordedEvent[]>();
    for (const name of ['c0', 'c1', 'c2', 'c3']) {
      logs.set(name, await conversations.read(shopId, conversationIdSchema.parse(name), 0));
    }
    expect(this.faults(logs)).toEqual([]);
    const owed = await conversations.owedTurns();
    for (const [name, events] of logs) {
      const mine = owed.filter(({ conversationId }) => conversationId === name).map(({ seq }) => seq);
      expect(mine).toEqual(unanswered(events));
    }
    for (const { conversation, seq } of this.appended) {
      expect(logs.get(conversation)?.[seq - 1]?.event).toMatchObject({ kind: 'bot-said', answers: [seq - 1] });
    }
    const answers = [...logs.values()].flat().filter(({ event }) => event.kind === 'bot-said');
    expect(await outbox.pending(1_000_000)).toHaveLength(answers.length);
  }
}
