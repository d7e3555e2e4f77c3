import type { Block } from '../../protocol/block.js';
import type { ConsoleEntry } from '../../protocol/console-events.js';
import { isSameDay } from './format.js';
import type { PendingReply } from './reply-queue.js';
import { TEXTS } from './texts.js';
import { type Reading, whatBotDid } from './what-bot-did.js';

export type Speaker = { kind: 'customer' } | { kind: 'bot' } | { kind: 'agent'; name: string };
type Done = Extract<ConsoleEntry, { kind: 'done' }>;
type Notice = Extract<ConsoleEntry, { kind: 'notice' }>;

/** One line of the thread, ready to draw. */
export type ThreadRow = { key: string } & (
  | { kind: 'day'; at: number }
  | { kind: 'new' }
  /** `starts`: somebody else spoke before, or more than a minute ago. */
  | { kind: 'said'; speaker: Speaker; blocks: Block[]; at: number; starts: boolean; reading?: BotReading }
  | { kind: 'pending'; reply: PendingReply }
  | { kind: 'event'; what: Done['what'] | Notice['notice']; text: string; at: number }
  | { kind: 'erased'; at: number }
);

export type BotReading = { reading: Reading; did: string[] };

type Thread = {
  entries: readonly ConsoleEntry[];
  pending: readonly PendingReply[];
  myName: string;
  /** Entries after this `seq` are new to the agent; undefined draws no line. */
  newAfter: number | undefined;
};

/** Lays the thread out: a day line where the day changes, one group per speaker and minute, readings under messages. */
export function threadRows({ entries, pending, myName, newAfter }: Thread): ThreadRow[] {
  const readings = readingsOf(entries);
  const rows: ThreadRow[] = [];
  let previous: ConsoleEntry | undefined;
  for (const entry of entries) {
    if (entry.kind === 'reading') continue;
    if (!previous || !isSameDay(previous.at, entry.at))
      rows.push({ key: `day ${entry.seq}`, kind: 'day', at: entry.at });
    if (newAfter !== undefined && entry.seq > newAfter && (previous?.seq ?? 0) <= newAfter)
      rows.push({ key: 'new', kind: 'new' });
    rows.push(rowOf(entry, previous, readings.get(entry.seq)));
    previous = entry;
  }
  return [...rows, ...unlogged(entries, pending, myName).map(pendingRow)];
}

/**
 * A reply whose acknowledgement was lost may stand in the log already: the log's copy is told by its author, its
 * words and its place after what the author had seen.
 */
function unlogged(entries: readonly ConsoleEntry[], pending: readonly PendingReply[], myName: string): PendingReply[] {
  return pending.filter(
    (reply) =>
      !entries.some(
        (entry) =>
          entry.kind === 'agent' &&
          entry.seq > reply.seen &&
          entry.agentName === myName &&
          entry.text === reply.text.trim(),
      ),
  );
}

function pendingRow(reply: PendingReply): ThreadRow {
  return { key: reply.clientMessageId, kind: 'pending', reply };
}

function readingsOf(entries: readonly ConsoleEntry[]): Map<number, BotReading> {
  return new Map(
    entries.flatMap((entry) =>
      entry.kind === 'reading'
        ? [[entry.messageSeq, { reading: entry, did: whatBotDid(entries, entry) }] as const]
        : [],
    ),
  );
}

function rowOf(
  entry: Exclude<ConsoleEntry, Reading>,
  previous: ConsoleEntry | undefined,
  reading: BotReading | undefined,
): ThreadRow {
  const key = `${entry.seq}`;
  const { at } = entry;
  switch (entry.kind) {
    case 'customer':
    case 'bot':
    case 'agent': {
      const starts = previous === undefined || !isOneGroup(previous, entry);
      const said = { key, kind: 'said', speaker: speakerOf(entry), blocks: blocksOf(entry), at, starts } as const;
      return reading === undefined ? said : { ...said, reading };
    }
    case 'done':
      return { key, kind: 'event', what: entry.what, text: entry.text, at };
    case 'notice':
      return { key, kind: 'event', what: entry.notice, text: noticeText(entry), at };
    case 'erased':
      return { key, kind: 'erased', at };
  }
}

type Said = Extract<ConsoleEntry, { kind: 'customer' | 'bot' | 'agent' }>;

function speakerOf(entry: Said): Speaker {
  return entry.kind === 'agent' ? { kind: 'agent', name: entry.agentName } : { kind: entry.kind };
}

function blocksOf(entry: Said): Block[] {
  return entry.kind === 'bot' ? entry.blocks : [{ kind: 'text', text: entry.text }];
}

function isOneGroup(a: ConsoleEntry, b: Said): boolean {
  if (a.kind !== b.kind || Math.floor(a.at / 60_000) !== Math.floor(b.at / 60_000)) return false;
  return a.kind !== 'agent' || b.kind !== 'agent' || a.agentName === b.agentName;
}

function noticeText({ notice, agentName }: Notice): string {
  return TEXTS.notice[notice](agentName ?? TEXTS.someone);
}
