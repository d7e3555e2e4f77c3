import type { ConversationEvent } from '../conversation-event.js';

/** How many rated, and how: `counts[0]` rated 1, `counts[4]` rated 5. */
export type RatingTally = { count: number; sum: number; counts: readonly number[] };

export const NO_RATINGS: RatingTally = { count: 0, sum: 0, counts: [0, 0, 0, 0, 0] };

/** The tally after one more event of any conversation; a comment that was added later is the same rating. */
export function tallyAfter(tally: RatingTally, event: ConversationEvent): RatingTally {
  if (event.kind !== 'rated' || event.commentSeq !== undefined) return tally;
  const counts = tally.counts.map((count, index) => (index === event.value - 1 ? count + 1 : count));
  return { count: tally.count + 1, sum: tally.sum + event.value, counts };
}

/** 1 to 5; undefined where nobody has rated. */
export function meanRating({ count, sum }: RatingTally): number | undefined {
  return count === 0 ? undefined : sum / count;
}
