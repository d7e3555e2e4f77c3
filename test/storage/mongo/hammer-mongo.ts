import { systemClock } from '../../../src/clock.js';
import { toAppError } from '../../../src/errors.js';
import { createLog } from '../../../src/log.js';
import { plainCipher } from '../../../src/privacy/cipher.js';
import {
  clientMessageIdSchema,
  conversationIdSchema,
  shopIdSchema,
  visitorIdSchema,
} from '../../../src/protocol/ids.js';
import { openMongoStores } from '../../../src/storage/mongo/mongo-stores.js';

/**
 * A process that writes to two conversations as hard as it can, until it is killed or has written `count` messages for
 * each of its writers. Arguments: address of the database, name of this process, count, and as JSON the messages that
 * nobody saw acked. Says on stdout, a line each and before anything else is done: `try CONVERSATION MESSAGE`,
 * `received CONVERSATION MESSAGE SEQ`, `appended CONVERSATION SEQ ANSWERED`.
 */
const [url = '', life = '', count = '0', unknown = '[]'] = process.argv.slice(2);
const shopId = shopIdSchema.parse('shop');
const CONVERSATIONS = ['c0', 'c1'];
const WRITERS_EACH = 2;

const say = (line: string) => process.stdout.write(`${line}\n`);
const stores = await openMongoStores({ url, cipher: plainCipher, clock: systemClock, log: createLog('error') });
const { conversations } = stores;

async function receive(conversation: string, message: string): Promise<number> {
  const clientMessageId = clientMessageIdSchema.parse(message);
  say(`try ${conversation} ${message}`);
  const event = { kind: 'customer-said' as const, clientMessageId, text: message, redacted: [] };
  const incoming = { clientMessageId, fingerprint: message, event };
  const conversationId = conversationIdSchema.parse(conversation);
  const received = await insist(() => conversations.receive(shopId, conversationId, incoming, Date.now()));
  if (received.kind !== 'stored' && received.kind !== 'repeated') throw new Error(`message was ${received.kind}`);
  say(`received ${conversation} ${message} ${received.seq}`);
  return received.seq;
}

/** As every client does: it comes again when nothing could be saved, here because others wrote all the time. */
async function insist<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (toAppError(error).code !== 'STORE_UNAVAILABLE') throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** Three events that must all be there or none, and a mail. */
async function answer(conversation: string, seq: number): Promise<void> {
  const conversationId = conversationIdSchema.parse(conversation);
  const said = { kind: 'bot-said' as const, blocks: [{ kind: 'text' as const, text: `answer to ${seq}` }] };
  const events = [
    { kind: 'question-closed' as const },
    { ...said, answers: [seq] },
    { kind: 'question-closed' as const },
  ];
  const mail = { id: `${conversation}.${seq}`, kind: 'mail-handoff' as const, conversationId, reason: 'complaint' };
  // What was appended without an answer is `stale` when it is asked again, and said by nobody.
  const appended = await insist(() =>
    conversations.append(shopId, conversationId, seq, events, { at: Date.now(), outbox: [mail] }),
  );
  if (appended.kind === 'appended') say(`appended ${conversation} ${appended.seq} ${seq}`);
}

async function write(conversation: string, writer: number): Promise<void> {
  for (let index = 0; index < Number(count); index++) {
    await answer(conversation, await receive(conversation, `${life}-${writer}-${index}`));
  }
}

const visitorId = visitorIdSchema.parse('v');
const started = { kind: 'started', channel: 'widget', visitorId, language: 'en' } as const;
await Promise.all(
  CONVERSATIONS.map((name) => conversations.start(shopId, conversationIdSchema.parse(name), started, 1)),
);
const again: [string, string][] = JSON.parse(unknown);
await Promise.all(again.map(([conversation, message]) => receive(conversation, message)));
await Promise.all(
  CONVERSATIONS.flatMap((name) => Array.from({ length: WRITERS_EACH }, (_, writer) => write(name, writer))),
);
await stores.close();
