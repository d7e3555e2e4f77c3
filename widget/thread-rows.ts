import type { Block } from '../src/protocol/block.js';
import type { TranscriptEntry } from '../src/protocol/transcript.js';
import { isSameDay } from './format.js';
import type { ThreadItem } from './transcript-store.js';

type Choices = Extract<Block, { kind: 'choices' }>['choices'];
type Scale = Extract<Block, { kind: 'rating' }>['choices'];
type Notice = Extract<TranscriptEntry, { kind: 'notice' }>;

/** How far a message of the shopper's has come; undefined once it is old news. */
type Delivery = 'sending' | 'sent' | 'failed' | undefined;

/** One line of the thread, ready to draw. `key` stays the same while a message is sent, logged and grown old. */
export type ThreadRow = { key: string } & (
  | { kind: 'day'; at: number }
  | { kind: 'new' }
  | {
      kind: 'customer';
      id: string;
      text: string;
      at: number;
      starts: boolean;
      delivery: Delivery;
      heldUntil?: number | undefined;
      isBlocked?: boolean | undefined;
    }
  /** `who` is the agent's name; undefined is the bot. `named`: somebody else spoke before. */
  | { kind: 'reply'; who: string | undefined; blocks: Block[]; at: number; named: boolean; starts: boolean }
  | { kind: 'notice'; notice: Notice['notice']; name: string | undefined }
  | { kind: 'erased' }
  | { kind: 'choices'; choices: Choices }
  | { kind: 'rating'; choices: Scale }
);

/**
 * Lays the thread out: a day line where the day changes, one group per speaker and minute, quick replies only while
 * no later message of the shopper's has used them.
 * @param newAfter entries after this `seq` are new to the shopper; undefined draws no line
 */
export function threadRows(items: readonly ThreadItem[], newAfter: number | undefined): ThreadRow[] {
  const lines = items.map(lineOf);
  const rows: ThreadRow[] = [];
  let hasNewLine = newAfter === undefined;
  let voice: string | undefined;
  for (const [index, line] of lines.entries()) {
    const previous = lines[index - 1];
    if (!previous || !isSameDay(previous.at, line.at)) rows.push({ key: `d${line.key}`, kind: 'day', at: line.at });
    if (!hasNewLine && line.seq > (newAfter ?? 0) && line.speaker !== CUSTOMER) {
      hasNewLine = true;
      rows.push({ key: 'new', kind: 'new' });
    }
    const starts = !previous || !isOneGroup(previous, line);
    rows.push(rowOf(line, { starts, named: line.speaker !== voice, isLast: index === lines.length - 1 }));
    if (line.isReply) voice = line.speaker;
  }
  const offered = liveChoices(items);
  return offered ? [...rows, { key: offered.kind, ...offered }] : rows;
}

const CUSTOMER = 'customer';

type Line = { key: string; seq: number; at: number; speaker: string; isReply: boolean; item: ThreadItem };

function lineOf(item: ThreadItem): Line {
  if (item.kind === 'pending') {
    const { clientMessageId, at } = item.message;
    return { key: `m${clientMessageId}`, seq: Number.POSITIVE_INFINITY, at, speaker: CUSTOMER, isReply: false, item };
  }
  const { entry } = item;
  const key = entry.kind === 'customer' ? `m${entry.clientMessageId}` : `s${entry.seq}`;
  const isReply = entry.kind === 'bot' || entry.kind === 'agent';
  return { key, seq: entry.seq, at: entry.at, speaker: speakerOf(entry), isReply, item };
}

function speakerOf(entry: TranscriptEntry): string {
  return entry.kind === 'agent' ? `agent ${entry.agentName}` : entry.kind;
}

function isOneGroup(a: Line, b: Line): boolean {
  const isTalk = a.speaker !== 'notice' && a.speaker !== 'erased';
  return isTalk && a.speaker === b.speaker && Math.floor(a.at / 60_000) === Math.floor(b.at / 60_000);
}

function rowOf(line: Line, place: { starts: boolean; named: boolean; isLast: boolean }): ThreadRow {
  const { key, at, item } = line;
  const { starts, named } = place;
  if (item.kind === 'pending') {
    const { clientMessageId: id, text, state, heldUntil, isBlocked } = item.message;
    const delivery = state === 'waiting' ? 'sending' : state;
    return { key, kind: 'customer', id, text, at, starts, delivery, heldUntil, isBlocked };
  }
  const { entry } = item;
  switch (entry.kind) {
    case 'customer': {
      const delivery = place.isLast ? 'sent' : undefined;
      return { key, kind: 'customer', id: entry.clientMessageId, text: entry.text, at, starts, delivery };
    }
    case 'bot':
      return { key, kind: 'reply', who: undefined, blocks: entry.blocks, at, named, starts };
    case 'agent':
      return { key, kind: 'reply', who: entry.agentName, blocks: textBlocks(entry.text), at, named, starts };
    case 'notice':
      return { key, kind: 'notice', notice: entry.notice, name: entry.agentName };
    case 'erased':
      return { key, kind: 'erased' };
  }
}

function textBlocks(text: string): Block[] {
  return [{ kind: 'text', text }];
}

function liveChoices(items: readonly ThreadItem[]): Extract<Block, { choices: unknown }> | undefined {
  for (const item of [...items].reverse()) {
    if (item.kind === 'pending' || item.entry.kind === 'customer') return undefined;
    if (item.entry.kind !== 'bot') continue;
    const block = item.entry.blocks.findLast((candidate) => 'choices' in candidate);
    if (block) return block;
  }
  return undefined;
}
