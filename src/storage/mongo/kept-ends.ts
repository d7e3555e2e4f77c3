import type { LogEnd, Place } from './commit-rows.js';

/** Where the logs of the conversations end that this process wrote to last. Another process may have gone on since. */
export type KeptEnds = {
  get(place: Place): LogEnd | undefined;
  set(end: LogEnd): void;
  forget(place: Place): void;
};

const MOST = 10_000;

/**
 * Saves a read before most writes. Nothing depends on it being right: a commit behind an end that is none any more is
 * refused by the unique index, and then the end is read.
 */
export function createKeptEnds(): KeptEnds {
  const kept = new Map<string, LogEnd>();
  // Quoted, so that nothing but these two texts comes out as their key.
  const keyOf = ({ shopId, conversationId }: Place) => JSON.stringify([shopId, conversationId]);
  return {
    get: (place) => kept.get(keyOf(place)),
    set: (end) => {
      const key = keyOf(end);
      // A map is in the order of insertion: the first is the one that was not written to for longest.
      kept.delete(key);
      kept.set(key, end);
      const [oldest] = kept.keys();
      if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
    },
    forget: (place) => {
      kept.delete(keyOf(place));
    },
  };
}
