/** All entries of one log with `seq` <= `upTo`, in order. */
export type Joined<Entry> = { upTo: number; entries: readonly Entry[] };

/** A contiguous stretch of a log, as `LogSlice` and `ConsoleSlice` are. */
export type Slice<Entry> = { after: number; upTo: number; entries: Entry[]; more?: true };

export type SliceOutcome<Entry> =
  | { kind: 'applied'; transcript: Joined<Entry> }
  /** The slice starts beyond what is here: ask for all after `after`. */
  | { kind: 'gap'; after: number };

/**
 * Joins a slice of the log to what is already known, by the contiguity rule of `LogSlice`.
 * A slice that brings nothing new gives the same object back.
 */
export function joinSlice<Entry extends { seq: number }>(
  known: Joined<Entry>,
  slice: Slice<Entry>,
): SliceOutcome<Entry> {
  if (slice.after > known.upTo) return { kind: 'gap', after: known.upTo };
  if (slice.upTo <= known.upTo) return { kind: 'applied', transcript: known };
  const fresh = slice.entries.filter((entry) => entry.seq > known.upTo).sort((a, b) => a.seq - b.seq);
  return { kind: 'applied', transcript: { upTo: slice.upTo, entries: [...known.entries, ...fresh] } };
}
