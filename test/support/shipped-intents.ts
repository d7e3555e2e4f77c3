import { loadIntents } from '../../src/conversation/load-intents.js';
import type { Intent } from '../../src/understanding/intent-catalog.js';

/** The intents that ship, in the order of their names. */
export async function readShippedIntents(): Promise<Intent[]> {
  const { intents } = await loadIntents('intents');
  return [...intents.values()];
}
