import { describe, expect, it } from 'vitest';
import type { PendingReply } from '../../../src/console/page/reply-queue.js';
import { type ThreadRow, threadRows } from '../../../src/console/page/thread-rows.js';
import { type Reading, whatBotDid } from '../../../src/console/page/what-bot-did.js';
import type { ConsoleEntry } from '../../../src/protocol/console-events.js';
import { clientMessageIdSchema } from '../../../src/protocol/ids.js';

const NOON = new Date(2026, 10, 24, 12).getTime();
const MINUTE = 60_000;
const clientMessageId = clientMessageIdSchema.parse('m');

const customer = (seq: number, at = NOON): ConsoleEntry => ({
  seq,
  at,
  kind: 'customer',
  clientMessageId,
  text: `c${seq}`,
});
const bot = (seq: number, at = NOON): ConsoleEntry => ({
  seq,
  at,
  kind: 'bot',
  blocks: [{ kind: 'text', text: `b${seq}` }],
});
const agent = (seq: number, agentName: string, text: string, at = NOON): ConsoleEntry => ({
  seq,
  at,
  kind: 'agent',
  agentName,
  text,
});
const reading = (seq: number, messageSeq: number): Reading => ({
  seq,
  at: NOON,
  kind: 'reading',
  messageSeq,
  intent: 'Track an order',
  probability: 0.9,
  decision: 'confident',
  ranking: [],
  parts: [],
  annoyance: undefined,
  abuse: undefined,
});
const done = (seq: number, what: Extract<ConsoleEntry, { kind: 'done' }>['what']): ConsoleEntry => ({
  seq,
  at: NOON,
  kind: 'done',
  what,
  text: what,
});
const reply = (changes: Partial<PendingReply> = {}): PendingReply => ({
  clientMessageId: 'p',
  text: 'on it',
  at: NOON,
  seen: 3,
  state: 'sending',
  ...changes,
});

function rows(entries: ConsoleEntry[], more: { pending?: PendingReply[]; newAfter?: number } = {}): ThreadRow[] {
  return threadRows({ entries, pending: more.pending ?? [], myName: 'Niamh', newAfter: more.newAfter });
}

const kinds = (all: ThreadRow[]) => all.map(({ kind }) => kind);

describe('the rows of a thread', () => {
  it('begin each day with its date', () => {
    const all = rows([customer(1, NOON - 24 * 60 * MINUTE), customer(2), customer(3, NOON + MINUTE)]);
    expect(kinds(all)).toEqual(['day', 'said', 'day', 'said', 'said']);
  });

  it('group what one speaker says in one minute', () => {
    const all = rows([
      customer(1),
      customer(2),
      customer(3, NOON + MINUTE),
      bot(4, NOON + MINUTE),
      agent(5, 'Sam', 'x'),
      agent(6, 'Niamh', 'y'),
    ]);
    const starts = all.flatMap((row) => (row.kind === 'said' ? [row.starts] : []));
    expect(starts).toEqual([true, false, true, true, true, true]);
  });

  it('put the bot’s reading under the message it belongs to, also when others came between', () => {
    const all = rows([customer(2), customer(3), reading(4, 2), bot(5), reading(6, 3), bot(7)]);
    expect(all.flatMap((row) => (row.kind === 'said' ? [row.reading?.reading.seq] : []))).toEqual([
      4,
      6,
      undefined,
      undefined,
    ]);
  });

  it('draw one line before what is new, and none when nothing is', () => {
    expect(kinds(rows([customer(1), bot(3), bot(4)], { newAfter: 2 }))).toEqual(['day', 'said', 'new', 'said', 'said']);
    expect(kinds(rows([customer(1), bot(3)], { newAfter: 3 }))).toEqual(['day', 'said', 'said']);
  });

  it('show a reply once, although its acknowledgement was lost and the log has it', () => {
    const entries = [customer(2), agent(4, 'Niamh', 'on it')];
    expect(kinds(rows(entries, { pending: [reply()] }))).toEqual(['day', 'said', 'said']);
    expect(kinds(rows(entries, { pending: [reply({ seen: 4 })] }))).toContain('pending');
    expect(kinds(rows(entries, { pending: [reply({ text: 'something else' })] }))).toContain('pending');
    expect(kinds(rows([customer(2), agent(4, 'Sam', 'on it')], { pending: [reply()] }))).toContain('pending');
  });

  it('have keys of their own', () => {
    const all = rows([customer(1), done(2, 'handoff'), bot(3), { seq: 4, at: NOON, kind: 'erased' }], {
      newAfter: 1,
      pending: [reply()],
    });
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
  });
});

describe('what the bot did about a message', () => {
  const first = reading(3, 2);
  it.each<[string, ConsoleEntry[], string[]]>([
    ['nothing yet', [], []],
    ['words', [bot(4)], ['answered']],
    ['a hand-over says more than words', [bot(4), done(5, 'handoff')], ['handed over']],
    [
      'an action through to its end',
      [done(4, 'action-requested'), done(5, 'action-done'), bot(6)],
      ['the shop did it'],
    ],
    ['a refusal', [done(4, 'action-failed'), bot(5)], ['the shop refused']],
    ['only its own, not that of the next message', [bot(4), reading(6, 5), done(7, 'handoff')], ['answered']],
    ['nothing that an agent did', [agent(4, 'Sam', 'x'), done(5, 'identified')], []],
  ])('%s', (_title, later, expected) => {
    expect(whatBotDid([customer(2), first, ...later], first)).toEqual(expected);
  });
});
