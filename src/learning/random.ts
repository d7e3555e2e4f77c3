/** Draws the next number in [0, 1). */
export type Random = () => number;

/** At least one of something. */
export type Choices<T> = readonly [T, ...T[]];

/** Numbers in [0, 1) that are the same for the same seed: mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Fisher–Yates, in place. */
export function shuffle(numbers: Uint32Array, random: Random): void {
  for (let last = numbers.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const kept = numbers[last] ?? 0;
    numbers[last] = numbers[other] ?? 0;
    numbers[other] = kept;
  }
}

/** One of them, each as likely as the others. */
export function pick<T>(choices: Choices<T>, random: Random): T {
  return choices[Math.floor(random() * choices.length)] ?? choices[0];
}
