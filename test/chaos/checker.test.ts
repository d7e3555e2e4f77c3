import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Call, checkAnswers, checkHistory, type Entry, type History, type Reader } from './checker.js';

/**
 * A history that keeps every promise: clients write into one conversation, each message acknowledged, unknown or refused;
 * of the unknown ones some arrived. One reader has all of the log, one stopped somewhere before its end.
 */
const keptHistory = fc
  .record({
    messages: fc.array(
      fc.record({
        client: fc.constantFrom('ann', 'bob', 'cho'),
        fate: fc.constantFrom('ok', 'ok', 'ok', 'unknown-stored', 'unknown-gone', 'refused'),
      }),
      { minLength: 4, maxLength: 30 },
    ),
    stop: fc.nat(),
  })
  .map(({ messages, stop }): History & { whole: Reader; partial: Reader } => {
    const entries: Entry[] = [];
    const calls = messages.map(({ client, fate }, index): Call => {
      const message = `m${index}`;
      if (fate === 'ok' || fate === 'unknown-stored') {
        entries.push({ seq: entries.length + 1, message, content: `text of ${message}` });
      }
      const call = { client, conversation: 'c', message, invokedAt: index * 2 };
      if (fate === 'ok') return { ...call, outcome: { kind: 'ok', seq: entries.length, at: index * 2 + 1 } };
      return { ...call, outcome: { kind: fate === 'refused' ? 'refused' : 'unknown' } };
    });
    const upTo = entries.length;
    const whole = { name: 'whole', conversation: 'c', upTo, entries, seesAllFrom: 1 };
    const lastAck = Math.max(0, ...calls.map(({ outcome }) => (outcome.kind === 'ok' ? outcome.seq : 0)));
    const end = Math.max(lastAck, stop % (upTo + 1));
    const partial = { name: 'partial', conversation: 'c', upTo: end, entries: entries.slice(0, end), seesAllFrom: 1 };
    return { calls, readers: [whole, partial], whole, partial };
  });

const acked = (history: History) => history.calls.filter(({ outcome }) => outcome.kind === 'ok');
const kinds = (history: History) => new Set(checkHistory(history).map(({ kind }) => kind));

/** `plant` breaks one promise of a history, or answers undefined where there is nothing to break. */
function finds(kind: string, plant: (history: History & { whole: Reader }, pick: number) => History | undefined): void {
  fc.assert(
    fc.property(keptHistory, fc.nat(), (history, pick) => {
      const planted = plant(history, pick);
      fc.pre(planted !== undefined);
      expect(kinds(planted)).toContain(kind);
    }),
  );
}

const withEntries = (history: History & { whole: Reader }, entries: Entry[], upTo = history.whole.upTo): History => ({
  calls: history.calls,
  readers: [{ ...history.whole, entries, upTo }],
});

describe('checkHistory', () => {
  it('finds nothing in a history that keeps every promise', () => {
    fc.assert(
      fc.property(keptHistory, (history) => {
        expect(checkHistory(history)).toEqual([]);
      }),
    );
  });

  it('finds an acknowledged message that is gone, even where the numbers close up behind it', () => {
    finds('lost', (history, pick) => {
      const call = acked(history)[pick % acked(history).length];
      if (call === undefined) return undefined;
      const left = history.whole.entries.filter(({ message }) => message !== call.message);
      return withEntries(
        history,
        left.map((entry, index) => ({ ...entry, seq: index + 1 })),
        left.length,
      );
    });
  });

  it('finds a message that stands twice in the log', () => {
    finds('doubled', (history, pick) => {
      const { entries } = history.whole;
      const again = entries[pick % entries.length];
      if (again === undefined) return undefined;
      const seq = entries.length + 1;
      return withEntries(history, [...entries, { ...again, seq }], seq);
    });
  });

  it('finds an entry that a reader was shown twice', () => {
    finds('doubled', (history, pick) => {
      const { entries } = history.whole;
      const at = pick % Math.max(1, entries.length);
      const again = entries[at];
      if (again === undefined) return undefined;
      return withEntries(history, [...entries.slice(0, at + 1), again, ...entries.slice(at + 1)]);
    });
  });

  it('finds two neighbours that were shown the wrong way round', () => {
    finds('misordered', (history, pick) => {
      const entries = [...history.whole.entries];
      const at = pick % Math.max(1, entries.length - 1);
      const [one, other] = entries.slice(at, at + 2);
      if (one === undefined || other === undefined) return undefined;
      entries.splice(at, 2, other, one);
      return withEntries(history, entries);
    });
  });

  it('finds two messages that have changed numbers since they were acknowledged', () => {
    finds('moved', (history, pick) => {
      const entries = [...history.whole.entries];
      const at = pick % Math.max(1, entries.length - 1);
      const [one, other] = entries.slice(at, at + 2);
      if (one === undefined || other === undefined) return undefined;
      if (!acked(history).some(({ message }) => message === one.message || message === other.message)) return undefined;
      entries.splice(at, 2, { ...other, seq: one.seq }, { ...one, seq: other.seq });
      return withEntries(history, entries);
    });
  });

  it('finds a number that nobody was given', () => {
    finds('gap', (history, pick) => {
      const { entries } = history.whole;
      if (entries.length === 0) return undefined;
      const at = pick % entries.length;
      return withEntries(history, [...entries.slice(0, at), ...entries.slice(at + 1)]);
    });
  });

  it('finds readers that were given different things under one number', () => {
    finds('disagreement', (history, pick) => {
      const [whole, partial] = history.readers;
      const changed = partial?.entries[pick % Math.max(1, partial.entries.length)];
      if (whole === undefined || partial === undefined || changed === undefined) return undefined;
      const entries = partial.entries.map((entry) => (entry === changed ? { ...entry, content: 'other' } : entry));
      return { calls: history.calls, readers: [whole, { ...partial, entries }] };
    });
  });

  it('finds a reader that skipped what another was given', () => {
    finds('disagreement', (history, pick) => {
      const [whole, partial] = history.readers;
      if (whole === undefined || partial === undefined || partial.entries.length === 0) return undefined;
      const at = pick % partial.entries.length;
      const entries = partial.entries.filter((_, index) => index !== at);
      const { seesAllFrom: _all, ...others } = partial;
      return { calls: history.calls, readers: [whole, { ...others, entries }] };
    });
  });

  it('finds a message that was refused and is there all the same', () => {
    finds('invented', (history) => {
      const refused = history.calls.find(({ outcome }) => outcome.kind === 'refused');
      if (refused === undefined) return undefined;
      const seq = history.whole.upTo + 1;
      return withEntries(history, [...history.whole.entries, { seq, message: refused.message, content: '' }], seq);
    });
  });

  it('finds a message that a later one of the same client has overtaken', () => {
    const call = (message: string, invokedAt: number, seq: number): Call => ({
      ...{ client: 'ann', conversation: 'c', message, invokedAt },
      outcome: { kind: 'ok', seq, at: invokedAt + 1 },
    });
    const entries = [
      { seq: 1, message: 'second', content: '' },
      { seq: 2, message: 'first', content: '' },
    ];
    const reader = { name: 'whole', conversation: 'c', upTo: 2, entries };
    expect(kinds({ calls: [call('first', 1, 2), call('second', 3, 1)], readers: [reader] })).toEqual(
      new Set(['overtaken']),
    );
  });

  it('does not call a conversation good that nobody has read', () => {
    fc.assert(
      fc.property(keptHistory, ({ calls }) => {
        expect(kinds({ calls, readers: [] })).toEqual(new Set(['unread']));
      }),
    );
  });
});

describe('checkAnswers', () => {
  const said = (seq: number): Entry => ({ seq, message: `m${seq}`, content: '' });
  const answer = (seq: number, ...answers: number[]): Entry => ({ seq, content: '', answers });
  const found = (...entries: Entry[]) =>
    checkAnswers({ conversation: 'c', entries }).map(({ kind, detail }) => `${kind}: ${detail}`);

  it('finds nothing where every message has its one answer, be it shared or its own', () => {
    expect(found(said(1), said(2), answer(3, 1, 2), said(4), answer(5, 4))).toEqual([]);
  });

  it('finds a message without an answer and one with two', () => {
    expect(found(said(1), said(2), answer(3, 1), answer(4, 1))).toEqual([
      'answered-twice: message 1',
      'unanswered: message 2',
    ]);
  });
});
