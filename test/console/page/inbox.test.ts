import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { format } from '../../../src/console/page/format.js';
import { Inbox } from '../../../src/console/page/inbox.js';
import { initials } from '../../../src/console/page/initials.js';
import { createKept } from '../../../src/console/page/kept.js';
import { countsOf, linesIn, TABS, withLine } from '../../../src/console/page/lines.js';
import { WIRE } from '../../../src/console/page/wire.js';
import { MAX_MESSAGE_LENGTH } from '../../../src/protocol/chat-events.js';
import { CONSOLE_NAMESPACE, type ConversationLine } from '../../../src/protocol/console-events.js';
import { agentIdSchema, conversationIdSchema } from '../../../src/protocol/ids.js';

function aLine(id: string, changes: Partial<ConversationLine> = {}): ConversationLine {
  return {
    conversationId: conversationIdSchema.parse(id),
    who: id,
    isProven: false,
    holder: 'bot',
    agentId: undefined,
    agentName: undefined,
    lastWords: 'hello',
    tone: 'calm',
    isBlocked: false,
    intent: undefined,
    startedAt: 0,
    lastAt: 0,
    waitingSince: undefined,
    ...changes,
  };
}

const byMe = { holder: 'agent', agentId: agentIdSchema.parse('me') } as const;
const asMap = (lines: ConversationLine[]) => new Map(lines.map((line) => [line.conversationId, line]));

describe('the lists', () => {
  it('hold each conversation where it belongs', () => {
    const lines = asMap([
      aLine('waits', { holder: 'waiting', waitingSince: 1 }),
      aLine('mine', byMe),
      aLine('theirs', { holder: 'agent', agentId: agentIdSchema.parse('other') }),
      aLine('bot'),
      aLine('closed', { holder: 'closed' }),
    ]);
    expect(countsOf(lines, 'me')).toEqual({ waiting: 1, mine: 1, open: 4, closed: 1 });
    expect(linesIn('mine', lines, 'me').map(({ who }) => who)).toEqual(['mine']);
  });

  it('are sorted by one total order, whatever order the lines come in', () => {
    const line = fc.record({ lastAt: fc.nat(5), waitingSince: fc.option(fc.nat(5), { nil: undefined }) });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (parts) => {
        const lines = parts.map((part, index) => aLine(`c${index}`, part));
        const sorted = linesIn('open', asMap(lines), 'me');
        const waits = sorted.map(({ waitingSince }) => waitingSince);
        const waiting = waits.filter((since) => since !== undefined);
        expect(waits.slice(0, waiting.length)).toEqual([...waiting].sort((a, b) => a - b));
        const rest = sorted.slice(waiting.length).map(({ lastAt }) => lastAt);
        expect(rest).toEqual([...rest].sort((a, b) => b - a));
      }),
    );
  });

  it('take no line that is older than what they have', () => {
    const lines = asMap([aLine('one', { lastAt: 5, lastWords: 'new' })]);
    expect(withLine(lines, aLine('one', { lastAt: 4, lastWords: 'old' }))).toBe(lines);
    expect(linesIn('open', withLine(lines, aLine('one', { lastAt: 5, lastWords: 'newer' })), 'me')[0]?.lastWords).toBe(
      'newer',
    );
  });

  it('open at the first that holds something, and stay where the agent is after that', () => {
    const inbox = new Inbox('me');
    inbox.replace([aLine('mine', byMe)]);
    expect(inbox.tab).toBe('mine');
    inbox.replace([aLine('waits', { holder: 'waiting', waitingSince: 1 })]);
    expect(inbox.tab).toBe('mine');
    const empty = new Inbox('me');
    empty.replace([]);
    expect(empty.tab).toBe(TABS[0]);
  });

  it('have news of mine only, and only since I last looked', () => {
    const inbox = new Inbox('me');
    inbox.replace([aLine('mine', byMe), aLine('bot')]);
    const newer = aLine('mine', { ...byMe, lastAt: 9 });
    inbox.put(newer);
    expect(inbox.hasNews(newer)).toBe(true);
    inbox.see(newer.conversationId);
    expect(inbox.hasNews(newer)).toBe(false);
    const other = aLine('bot', { lastAt: 9 });
    inbox.put(other);
    expect(inbox.hasNews(other)).toBe(false);
  });
});

describe('what is kept on this computer', () => {
  const memory = () => {
    const items: Record<string, string> = {};
    const methods = {
      getItem: (key: string) => items[key] ?? null,
      setItem: (key: string, value: string) => {
        items[key] = value;
      },
      removeItem: (key: string) => {
        delete items[key];
      },
    };
    const storage = new Proxy(items, { get: (_target, name) => methods[name as keyof typeof methods] });
    return storage as unknown as Storage;
  };
  const unsent = { clientMessageId: 'r1', text: 'on it', at: 1, seen: 2 };

  it('belongs to one agent, and goes when they sign out', () => {
    const storage = memory();
    const [mine, other] = [createKept(storage, 'me'), createKept(storage, 'other')];
    mine.keepDraft('c1', 'half a thought');
    mine.keepReplies('c1', [
      { ...unsent, state: 'sending' },
      { ...unsent, clientMessageId: 'r2', state: 'sent', seq: 3 },
    ]);
    mine.keepFolded('orders', true);
    expect(other.draft('c1')).toBe('');
    expect(mine.draft('c1')).toBe('half a thought');
    expect(mine.replies('c1')).toEqual([{ ...unsent, state: 'sending' }]);
    expect(mine.unsent()).toEqual(['c1']);
    other.forget();
    expect(mine.draft('c1')).toBe('half a thought');
    mine.forget();
    expect([mine.draft('c1'), mine.unsent(), mine.isFolded('orders')]).toEqual(['', [], true]);
  });

  it('is nothing where storage holds something else or is forbidden', () => {
    const storage = memory();
    for (const junk of ['{', 'null', '7', '[null, 1, {"text": "x"}]']) {
      storage.setItem('console.me.replies.c1', junk);
      expect(createKept(storage, 'me').replies('c1')).toEqual([]);
    }
    const forbidden = new Proxy(
      {},
      {
        get: () => () => {
          throw new Error('denied');
        },
      },
    ) as Storage;
    const kept = createKept(forbidden, 'me');
    kept.keepDraft('c1', 'x');
    expect(kept.draft('c1')).toBe('');
  });
});

describe('how things are written', () => {
  it.each([
    [0, '<1 min'],
    [59_999, '<1 min'],
    [60_000, '1 min'],
    [59 * 60_000, '59 min'],
    [65 * 60_000, '1 h 05'],
    [50 * 3_600_000, '2 d'],
  ])('a wait of %d ms is %s', (ms, words) => {
    expect(format.duration(ms)).toBe(words);
  });

  it('money has the digits of its currency', () => {
    expect(format.money({ amount: 1234, currency: 'EUR' })).toMatch(/12\.34/);
    expect(format.money({ amount: 1234, currency: 'JPY' })).toMatch(/1,234/);
  });

  it.each([
    ['Ann van Kelly', 'AK'],
    ['Mara', 'M'],
    ['', ''],
    ['😀 李', '😀李'],
  ])('the initials of %j are %j', (name, expected) => {
    expect(initials(name)).toBe(expected);
  });

  it('the page and the server speak of the same namespace and length', () => {
    expect(WIRE).toEqual({ namespace: CONSOLE_NAMESPACE, maxMessageLength: MAX_MESSAGE_LENGTH });
  });
});
