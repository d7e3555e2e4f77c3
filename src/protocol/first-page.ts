import type { Slice } from './join-slice.js';

/** Most that one answer carries, in UTF-16 units of JSON: a fifth of what a slow reader may leave unread. */
const PAGE_LENGTH = 64 * 1024;
/** Entries that fit whatever is in them. */
const ALWAYS_FIT = 8;

/** As much of the beginning of a slice as one answer may carry, at least one entry; `more` when something is left. */
export function firstPage<Entry extends { seq: number }>(slice: Slice<Entry>): Slice<Entry> {
  if (slice.entries.length <= ALWAYS_FIT) return slice;
  const count = countThatFit(slice.entries);
  if (count === slice.entries.length) return slice;
  const entries = slice.entries.slice(0, count);
  return { after: slice.after, upTo: entries.at(-1)?.seq ?? slice.after, entries, more: true };
}

function countThatFit(entries: readonly unknown[]): number {
  let length = 0;
  const overflowing = entries.findIndex((entry) => {
    length += JSON.stringify(entry).length;
    return length > PAGE_LENGTH;
  });
  return overflowing < 0 ? entries.length : Math.max(1, overflowing);
}
