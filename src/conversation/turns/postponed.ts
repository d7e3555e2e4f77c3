export type Postponed<Place> = {
  /** Looks at it again after a while, longer each time it comes for the same cause; answers how often that was, and when. */
  put(key: string, place: Place, cause: string): { times: number; ms: number };
  /** It is being looked at: what is known of it stays. */
  begin(key: string): void;
  drop(key: string): void;
  clear(): void;
};

type Options<Place> = { again: (place: Place) => void; first: number; longest: number };

/** What is to be looked at again, which keeps no process alive. Times in milliseconds. */
export function createPostponed<Place>({ again, first, longest }: Options<Place>): Postponed<Place> {
  const known = new Map<string, { times: number; cause: string; timer: NodeJS.Timeout }>();
  const begin = (key: string) => clearTimeout(known.get(key)?.timer);
  return {
    put: (key, place, cause) => {
      begin(key);
      const before = known.get(key);
      const times = before?.cause === cause ? before.times + 1 : 1;
      // Not all at once, where several processes wait for one thing.
      const ms = Math.min(first * 2 ** (times - 1), longest) * (0.5 + Math.random());
      known.set(key, { times, cause, timer: setTimeout(() => again(place), ms).unref() });
      return { times, ms };
    },
    begin,
    drop: (key) => {
      begin(key);
      known.delete(key);
    },
    clear: () => {
      for (const key of known.keys()) begin(key);
      known.clear();
    },
  };
}
