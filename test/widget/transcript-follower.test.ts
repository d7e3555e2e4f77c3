import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientMessageIdSchema } from '../../src/protocol/ids.js';
import type { LogSlice, TranscriptEntry } from '../../src/protocol/transcript.js';
import { TranscriptFollower } from '../../widget/transcript-follower.js';
import { applySlice, EMPTY_TRANSCRIPT, mergePending } from '../../widget/transcript-store.js';

const id = (text: string) => clientMessageIdSchema.parse(text);

/** Half of the log's events leave no entry, as those a shopper does not see. */
function logOf(visible: readonly boolean[]): TranscriptEntry[] {
  return visible.flatMap((isVisible, index): TranscriptEntry[] => {
    const seq = index + 1;
    if (!isVisible) return [];
    return [{ seq, at: seq, kind: 'customer', clientMessageId: id(`m${seq}`), text: `text ${seq}` }];
  });
}

function sliceOf(log: readonly TranscriptEntry[], after: number, upTo: number): LogSlice {
  return { after, upTo, entries: log.filter((entry) => entry.seq > after && entry.seq <= upTo) };
}

const log = fc.array(fc.boolean(), { minLength: 1, maxLength: 12 });
const cuts = fc.array(fc.tuple(fc.nat(12), fc.nat(12)), { maxLength: 20 });

describe('the transcript', () => {
  it('keeps every entry once and in order, whatever slices come, repeat or overlap', () => {
    fc.assert(
      fc.property(log, cuts, (visible, pairs) => {
        const truth = logOf(visible);
        let transcript = EMPTY_TRANSCRIPT;
        for (const [a, b] of pairs) {
          const [after, upTo] = [Math.min(a, b, visible.length), Math.min(Math.max(a, b), visible.length)];
          const outcome = applySlice(transcript, sliceOf(truth, after, upTo));
          if (outcome.kind === 'applied') transcript = outcome.transcript;
          else expect(outcome.after).toBe(transcript.upTo);
          expect(transcript.entries).toEqual(sliceOf(truth, 0, transcript.upTo).entries);
        }
      }),
    );
  });

  it('asks for the gap instead of skipping it', () => {
    expect(applySlice({ upTo: 3, entries: [] }, { after: 5, upTo: 6, entries: [] })).toEqual({ kind: 'gap', after: 3 });
  });

  it('counts events without an entry', () => {
    const outcome = applySlice(EMPTY_TRANSCRIPT, { after: 0, upTo: 4, entries: [] });
    expect(outcome).toEqual({ kind: 'applied', transcript: { upTo: 4, entries: [] } });
  });

  it('gives the same object back for a slice without news', () => {
    const transcript = { upTo: 4, entries: [] };
    expect(applySlice(transcript, { after: 0, upTo: 4, entries: [] })).toEqual({ kind: 'applied', transcript });
  });

  it('shows a message once that is both on its way and in the log', () => {
    const entries = logOf([true]);
    const waiting = { text: 'text 1', at: 0, state: 'waiting' } as const;
    const pending = [
      { clientMessageId: 'm1', ...waiting },
      { clientMessageId: 'm2', ...waiting },
    ];
    const items = mergePending({ upTo: 1, entries }, pending);
    expect(items.map((item) => (item.kind === 'entry' ? item.entry.seq : item.message.clientMessageId))).toEqual([
      1,
      'm2',
    ]);
  });
});

describe('following the log', () => {
  it('ends with the whole log after any loss, repetition and order of slices, and any delay of reads', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), log, fc.infiniteStream(fc.nat(3)), async (scheduler, visible, copies) => {
        const truth = logOf(visible);
        const follower = new TranscriptFollower({
          read: (after) => scheduler.schedule(Promise.resolve(sliceOf(truth, after, visible.length))),
          onChange: () => undefined,
        });
        const count = copies[Symbol.iterator]();
        const deliver = (slice: LogSlice) => scheduler.schedule(Promise.resolve()).then(() => follower.take(slice));
        const deliveries = visible.flatMap((_, index) =>
          // 0 copies is a slice that was lost; the last one arrives, or nobody would know of it.
          Array.from({ length: index === visible.length - 1 ? 1 : (count.next().value ?? 0) }, () =>
            deliver(sliceOf(truth, index, index + 1)),
          ),
        );
        await scheduler.waitFor(Promise.all(deliveries));
        await scheduler.waitIdle();
        expect(follower.transcript).toEqual({ upTo: visible.length, entries: truth });
      }),
    );
  });

  it('asks again when it is read in parts', async () => {
    const truth = logOf([true, true, true, true, true]);
    const follower = new TranscriptFollower({
      read: async (after) => sliceOf(truth, after, after + 2),
      onChange: () => undefined,
    });
    follower.take(sliceOf(truth, 4, 5));
    await new Promise((resolve) => setTimeout(resolve));
    expect(follower.transcript.entries).toEqual(truth);
  });

  it('stops when a read fails, and goes on with the next slice', async () => {
    const truth = logOf([true, true, true]);
    let isReachable = false;
    const follower = new TranscriptFollower({
      read: async (after) => (isReachable ? sliceOf(truth, after, 3) : undefined),
      onChange: () => undefined,
    });
    follower.take(sliceOf(truth, 1, 2));
    await new Promise((resolve) => setTimeout(resolve));
    expect(follower.transcript.upTo).toBe(0);
    isReachable = true;
    follower.take(sliceOf(truth, 2, 3));
    await new Promise((resolve) => setTimeout(resolve));
    expect(follower.transcript.entries).toEqual(truth);
  });

  it('reads another conversation from its beginning, even while a read of the old one is under way', async () => {
    const truth = logOf([true, true]);
    const answers: ((slice: LogSlice | undefined) => void)[] = [];
    const follower = new TranscriptFollower({
      read: () => new Promise((resolve) => answers.push(resolve)),
      onChange: () => undefined,
    });
    follower.take({ after: 4, upTo: 5, entries: [] });
    follower.startOver(2);
    answers[0]?.(undefined);
    await new Promise((resolve) => setTimeout(resolve));
    answers[1]?.(sliceOf(truth, 0, 2));
    await new Promise((resolve) => setTimeout(resolve));
    expect(follower.transcript).toEqual({ upTo: 2, entries: truth });
  });
});
