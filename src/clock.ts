/** Time as a port, so that a test can hold it still. Milliseconds since the epoch, UTC. */
export type Clock = { now(): number };

export const systemClock: Clock = { now: () => Date.now() };
