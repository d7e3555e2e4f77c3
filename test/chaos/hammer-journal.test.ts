import { describe, expect, it } from 'vitest';
import type { RecordedEvent } from '../../src/conversation/conversation-event.js';
import { clientMessageIdSchema } from '../../src/protocol/ids.js';
import { HammerJournal } from './hammer-journal.js';

const said = (seq: number, message: string): RecordedEvent => ({
  seq,
  at: seq,
  event: { kind: 'customer-said', clientMessageId: clientMessageIdSchema.parse(message), text: message, redacted: [] },
});

/** One writer had two messages acked and never heard of the third. */
function journal(): HammerJournal {
  const hammered = new HammerJournal();
  hammered.add(['try c a-0-0', 'received c a-0-0 1', 'try c a-0-1', 'received c a-0-1 2', 'try c a-0-2']);
  return hammered;
}

const faultsOf = (...events: RecordedEvent[]) =>
  journal()
    .faults(new Map([['c', events]]))
    .map(({ kind }) => kind);

describe('what processes that hammer a store said, held against its log', () => {
  it('is in order where each acked message is there once, and the unknown one at most once', () => {
    expect(faultsOf(said(1, 'a-0-0'), said(2, 'a-0-1'))).toEqual([]);
    expect(faultsOf(said(1, 'a-0-0'), said(2, 'a-0-1'), said(3, 'a-0-2'))).toEqual([]);
    expect(journal().unknown()).toEqual([['c', 'a-0-2']]);
    expect(journal().acked).toBe(2);
  });

  it('shows a lost message, a doubled one, swapped ones, a gap and one that nobody asked for', () => {
    expect(faultsOf(said(1, 'a-0-0'))).toEqual(['lost']);
    expect(faultsOf(said(1, 'a-0-0'), said(2, 'a-0-1'), said(3, 'a-0-1'))).toContain('doubled');
    expect(faultsOf(said(1, 'a-0-1'), said(2, 'a-0-0'))).toEqual(['moved', 'moved']);
    expect(faultsOf(said(1, 'a-0-0'), said(2, 'a-0-1'), said(4, 'a-0-2'))).toEqual(['gap']);
    expect(faultsOf(said(1, 'a-0-0'), said(2, 'a-0-1'), said(3, 'b-0-0'))).toEqual(['invented']);
  });

  it('does not take a second number for a message', () => {
    expect(() => journal().add(['received c a-0-0 5'])).toThrow('a-0-0 was acked as 1 and as 5');
  });
});
