/** Text kept by key. Never throws: what the browser refuses to keep lives in memory until the page goes. */
export type SafeStorage = {
  read(key: string): string | undefined;
  write(key: string, value: string): void;
  remove(key: string): void;
  /** Keys that start with `start`, in no particular order. */
  keys(start: string): string[];
};

/**
 * @param find looks the browser's store up; may throw, as `localStorage` does where it is forbidden
 * @param prefix put before every key, so that two shops on one origin stay apart
 */
export function createSafeStorage(find: () => Storage, prefix: string): SafeStorage {
  const memory = new Map<string, string>();
  const attempt = <T>(use: (store: Storage) => T): T | undefined => {
    try {
      return use(find());
    } catch {
      return undefined;
    }
  };
  return {
    read: (key) => memory.get(key) ?? attempt((store) => store.getItem(prefix + key)) ?? undefined,
    write: (key, value) => {
      const isKept = attempt((store) => {
        store.setItem(prefix + key, value);
        return true;
      });
      if (isKept) memory.delete(key);
      else memory.set(key, value);
    },
    remove: (key) => {
      memory.delete(key);
      attempt((store) => store.removeItem(prefix + key));
    },
    keys: (start) => {
      const stored = attempt((store) => storedKeys(store, prefix)) ?? [];
      return [...new Set([...stored, ...memory.keys()])].filter((key) => key.startsWith(start));
    },
  };
}

function storedKeys(store: Storage, prefix: string): string[] {
  return Array.from({ length: store.length }, (_, index) => store.key(index))
    .filter((key) => key?.startsWith(prefix) === true)
    .map((key) => (key ?? '').slice(prefix.length));
}
