import { describe, expect, it } from 'vitest';
import type { Block } from '../../src/protocol/block.js';
import { clientMessageIdSchema } from '../../src/protocol/ids.js';
import type { TranscriptEntry } from '../../src/protocol/transcript.js';
import { currentSpeaker } from '../../widget/speaker.js';
import { threadRows } from '../../widget/thread-rows.js';
import type { ThreadItem } from '../../widget/transcript-store.js';
import { replyText, unreadReplies } from '../../widget/unread.js';
import { CHOICES, ORDER, PRODUCTS, QUOTE, RATING } from './samples.js';

const NOON = new Date(2026, 10, 24, 12, 0, 0).getTime();
const MINUTE = 60_000;

const customer = (seq: number, text: string, at = NOON): TranscriptEntry => ({
  ...{ seq, at, text, kind: 'customer' },
  clientMessageId: clientMessageIdSchema.parse(`m${seq}`),
});
const bot = (seq: number, blocks: Block[], at = NOON): TranscriptEntry => ({ seq, at, kind: 'bot', blocks });
const agent = (seq: number, agentName: string, at = NOON): TranscriptEntry => ({
  ...{ seq, at, agentName, kind: 'agent', text: 'Hello' },
});
const text = (words: string): Block => ({ kind: 'text', text: words });
const logged = (...entries: TranscriptEntry[]): ThreadItem[] => entries.map((entry) => ({ kind: 'entry', entry }));
const pending = (state: 'waiting' | 'sent' | 'failed'): ThreadItem => ({
  kind: 'pending',
  message: { clientMessageId: 'm9', text: 'later', at: NOON, state },
});
const kinds = (items: ThreadItem[], newAfter?: number) => threadRows(items, newAfter).map((row) => row.kind);

describe('the rows of a thread', () => {
  it('begins each day with a line', () => {
    const items = logged(customer(1, 'a', NOON - 24 * 60 * MINUTE), customer(2, 'b'), customer(3, 'c'));
    expect(kinds(items)).toEqual(['day', 'customer', 'day', 'customer', 'customer']);
  });

  it('groups by speaker and minute', () => {
    const items = logged(
      customer(1, 'a'),
      customer(2, 'b', NOON + 1),
      customer(3, 'c', NOON + MINUTE),
      agent(4, 'Maya'),
    );
    const starts = threadRows(items, undefined).flatMap((row) => ('starts' in row ? [row.starts] : []));
    expect(starts).toEqual([true, false, true, true]);
  });

  it('names a speaker only where it changes', () => {
    const items = logged(
      bot(1, [text('a')]),
      customer(2, 'b'),
      bot(3, [text('c')]),
      agent(4, 'Maya'),
      bot(5, [text('d')]),
    );
    const named = threadRows(items, undefined).flatMap((row) => (row.kind === 'reply' ? [row.named] : []));
    expect(named).toEqual([true, false, true, true]);
  });

  it('draws one line before the first reply that is new, and none before the own words', () => {
    const items = logged(bot(1, [text('a')]), customer(2, 'b'), bot(3, [text('c')]), bot(4, [text('d')]));
    expect(kinds(items, 1)).toEqual(['day', 'reply', 'customer', 'new', 'reply', 'reply']);
    expect(kinds(items, 4)).toEqual(['day', 'reply', 'customer', 'reply', 'reply']);
  });

  it('offers the newest quick replies until the shopper writes, even if that is not sent yet', () => {
    const offered = logged(bot(1, [text('Cancel it?'), CHOICES]), bot(2, [text('Take your time.')]));
    expect(kinds(offered).at(-1)).toBe('choices');
    expect(kinds([...offered, ...logged(customer(3, 'Yes'))])).not.toContain('choices');
    expect(kinds([...offered, pending('waiting')])).not.toContain('choices');
  });

  it('asks for a rating until the shopper writes, also behind the end of the conversation', () => {
    const closed: TranscriptEntry = { seq: 2, at: NOON, kind: 'notice', notice: 'closed' };
    const asked = logged(bot(1, [text('Hello')]), closed, bot(3, [text('How was this?'), RATING]));
    expect(kinds(asked)).toEqual(['day', 'reply', 'notice', 'reply', 'rating']);
    expect(kinds([...asked, ...logged(customer(4, 'Good'))])).not.toContain('rating');
  });

  it('says how far the last message has come, and keeps its key all the way', () => {
    const steps: ThreadItem[][] = [
      [pending('waiting')],
      [pending('failed')],
      [pending('sent')],
      logged(customer(9, 'later')),
      logged(customer(9, 'later'), bot(10, [])),
    ];
    const rows = steps.map((items) => threadRows(items, undefined).find((row) => row.kind === 'customer'));
    expect(rows.map((row) => row?.delivery)).toEqual(['sending', 'failed', 'sent', 'sent', undefined]);
    expect(new Set(rows.map((row) => row?.key))).toEqual(new Set(['mm9']));
  });
});

describe('who speaks', () => {
  const notice = (kind: 'waiting-for-agent' | 'agent-joined' | 'bot-resumed' | 'closed', agentName?: string) =>
    ({ seq: 1, at: NOON, kind: 'notice', notice: kind, ...(agentName && { agentName }) }) satisfies TranscriptEntry;

  it('is the bot until an agent joins, and again when the agent goes', () => {
    const log = [notice('waiting-for-agent'), notice('agent-joined', 'Maya'), agent(2, 'Jo'), notice('bot-resumed')];
    const speakers = log.map((_, index) => currentSpeaker(log.slice(0, index + 1), 'An agent'));
    expect(currentSpeaker([], 'An agent')).toEqual({ kind: 'bot' });
    expect(speakers).toEqual([
      { kind: 'waiting' },
      { kind: 'agent', name: 'Maya' },
      { kind: 'agent', name: 'Jo' },
      { kind: 'bot' },
    ]);
    expect(currentSpeaker([notice('agent-joined')], 'An agent')).toEqual({ kind: 'agent', name: 'An agent' });
    expect(currentSpeaker([agent(1, 'Maya'), notice('closed')], 'An agent')).toEqual({ kind: 'bot' });
  });
});

describe('unread replies', () => {
  it('counts replies after the last one seen, and previews the newest', () => {
    const entries = [bot(1, [text('a')]), customer(2, 'b'), bot(3, [text('c')]), agent(4, 'Maya')];
    expect(unreadReplies(entries, 1)).toEqual({ count: 2, newest: { seq: 4, who: 'Maya', text: 'Hello' } });
    expect(unreadReplies(entries, 4)).toEqual({ count: 0, newest: undefined });
  });

  it('puts every kind of block into words', () => {
    const words = replyText(bot(1, [text('Here.'), QUOTE, ORDER, PRODUCTS, CHOICES]));
    expect(words).toMatch(/^Here\. Refunds reach .* On its way Fjord light rain jacket, Coast windbreaker/);
  });
});
