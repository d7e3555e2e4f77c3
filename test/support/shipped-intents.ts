import { JOBS } from '../../src/conversation/replies/jobs.js';
import { type Intent, loadIntentCatalog } from '../../src/understanding/intent-catalog.js';

/** The intents that ship, in the order of their names. */
export async function readShippedIntents(): Promise<Intent[]> {
  const intents = await loadIntentCatalog({ folder: 'intents', jobs: Object.keys(JOBS), policies: undefined });
  return [...intents.values()];
}
