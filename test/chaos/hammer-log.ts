import { systemClock } from '../../src/clock.js';
import { createLog } from '../../src/log.js';
import { plainCipher } from '../../src/privacy/cipher.js';
import { clientMessageIdSchema, conversationIdSchema, shopIdSchema, visitorIdSchema } from '../../src/protocol/ids.js';
import { openSqliteStores } from '../../src/storage/sqlite/sqlite-stores.js';

/**
 * A process that writes to the log as hard as it can until it is killed.
 * Arguments: data folder, name of this life, and as JSON the [conversation, message] pairs an earlier life never saw
 * acked. Says on stdout, a line each: `ready`, `try CONVERSATION MESSAGE`, `received CONVERSATION MESSAGE SEQ`,
 * `appended CONVERSATION SEQ`. A line is in the pipe before anything else is done.
 */
const [dataDir = '', life = '', unknown = '[]'] = process.argv.slice(2);
const shopId = shopIdSchema.parse('shop');
const CONVERSATIONS = 4;
const WRITERS_EACH = 3;

const say = (line: string) => process.stdout.write(`${line}\n`);
const { conversations } = openSqliteStores({
  dataDir,
  cipher: plainCipher,
  clock: systemClock,
  log: createLog('error'),
});

async function receive(conversation: string, message: string): Promise<number> {
  const clientMessageId = clientMessageIdSchema.parse(message);
  say(`try ${conversation} ${message}`);
  const received = await conversations.receive(
    shopId,
    conversationIdSchema.parse(conversation),
    {
      clientMessageId,
      fingerprint: message,
      event: { kind: 'customer-said', clientMessageId, text: message, redacted: [] },
    },
    Date.now(),
  );
  if (received.kind !== 'stored' && received.kind !== 'repeated') throw new Error(`message was ${received.kind}`);
  say(`received ${conversation} ${message} ${received.seq}`);
  return received.seq;
}

async function answer(conversation: string, seq: number): Promise<void> {
  const conversationId = conversationIdSchema.parse(conversation);
  const appended = await conversations.append(
    shopId,
    conversationId,
    seq,
    [{ kind: 'bot-said', blocks: [{ kind: 'text', text: `answer to ${seq}` }], answers: [seq] }],
    {
      at: Date.now(),
      outbox: [{ id: `${conversation}.${seq}`, kind: 'mail-handoff', conversationId, reason: 'complaint' }],
    },
  );
  if (appended.kind === 'appended') say(`appended ${conversation} ${appended.seq}`);
}

async function hammer(conversation: string, writer: number): Promise<void> {
  for (let count = 0; ; count++) {
    const seq = await receive(conversation, `${life}-${writer}-${count}`);
    if (count % 2 === 0) await answer(conversation, seq);
  }
}

const names = Array.from({ length: CONVERSATIONS }, (_, index) => `c${index}`);
const started = { kind: 'started', channel: 'widget', visitorId: visitorIdSchema.parse('v'), language: 'en' } as const;
say('ready');
await Promise.all(names.map((name) => conversations.start(shopId, conversationIdSchema.parse(name), started, 1)));
const again: [string, string][] = JSON.parse(unknown);
await Promise.all(again.map(([conversation, message]) => receive(conversation, message)));
await Promise.all(names.flatMap((name) => Array.from({ length: WRITERS_EACH }, (_, writer) => hammer(name, writer))));
