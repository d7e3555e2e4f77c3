import { describe, expect, it } from 'vitest';
import { firstPage } from '../../src/protocol/first-page.js';
import { SliceFollower } from '../../src/protocol/slice-follower.js';

type Entry = { seq: number; text: string };

const entriesUpTo = (count: number, text: string): Entry[] =>
  Array.from({ length: count }, (_, index) => ({ seq: index + 1, text }));

describe('the first page of a slice', () => {
  it('is the slice itself where one answer can carry it', () => {
    const slice = { after: 0, upTo: 9, entries: entriesUpTo(9, 'short') };
    expect(firstPage(slice)).toBe(slice);
  });

  it('ends with its last entry, and says that there is more', () => {
    const page = firstPage({ after: 0, upTo: 120, entries: entriesUpTo(100, 'x'.repeat(4000)) });
    expect(page.entries.length).toBeLessThan(20);
    expect(page).toMatchObject({ after: 0, upTo: page.entries.at(-1)?.seq, more: true });
  });

  it('has an entry however long that is', () => {
    const page = firstPage({ after: 0, upTo: 9, entries: entriesUpTo(9, 'x'.repeat(200_000)) });
    expect(page.entries.map(({ seq }) => seq)).toEqual([1]);
  });
});

describe('a follower of a long log', () => {
  it('asks on until there is no more, and has every entry once and in order', async () => {
    const log = entriesUpTo(300, 'x'.repeat(3000));
    const asked: number[] = [];
    const page = (after: number) => firstPage({ after, upTo: 300, entries: log.filter(({ seq }) => seq > after) });
    const follower = new SliceFollower<Entry>({
      read: async (after) => {
        asked.push(after);
        return page(after);
      },
      onChange: () => undefined,
    });
    follower.take(page(0));
    await expect.poll(() => follower.transcript.upTo).toBe(300);
    expect(follower.transcript.entries).toEqual(log);
    expect(new Set(asked).size).toBe(asked.length);
  });
});
