import { join } from 'node:path';
import { AppError } from '../../errors.js';
import type { Log } from '../../log.js';
import { removeDatabase } from './remove-database.js';
import { openSearchIndex, type Place, SEARCH_FILE, type SearchIndex } from './search-index.js';
import { isUnreadable } from './store-fault.js';

type Options = {
  dataDir: string;
  isOurs: (place: Place) => boolean;
  log: Log;
  /** An empty index has taken the place of a damaged one. */
  onMended: () => void;
};

/** A search index that is thrown away where it turns out to be damaged, and begun anew from the log. */
export function openMendedIndex({ dataDir, isOurs, log, onMended }: Options): SearchIndex {
  let index = openSearchIndex(dataDir, isOurs);
  /** @throws STORE_UNAVAILABLE once, when the index was damaged */
  const mending = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      log.warn({ error: String(error) }, 'message search was damaged and is built again');
      index.close();
      removeDatabase(join(dataDir, SEARCH_FILE));
      index = openSearchIndex(dataDir, isOurs);
      onMended();
      throw new AppError('STORE_UNAVAILABLE', { cause: error });
    }
  };
  return {
    add: (messages, upTo) => mending(() => index.add(messages, upTo)),
    find: (shopId, terms, page) => mending(() => index.find(shopId, terms, page)),
    erase: (shopId, conversationId) => mending(() => index.erase(shopId, conversationId)),
    place: () => mending(() => index.place()),
    moveTo: (place) => mending(() => index.moveTo(place)),
    close: () => index.close(),
  };
}
