/** Ways to say one thing, the plainest first; one said before gives way to the next (`conversation/replies/one-of.ts`). */
export type Wordings = readonly [string, string, string, ...string[]];

/** At least three: less soon sounds like a machine that repeats itself. */
export function wordings(...ways: Wordings): Wordings {
  return ways;
}
