import { statSync } from 'node:fs';
import { JOBS } from '../conversation/replies/jobs.js';
import { loadIntentCatalog } from '../understanding/intent-catalog.js';
import { type LabelledText, readLabelledCsv } from './read-labelled-csv.js';
import { phrasesOf } from './training-phrases.js';

/**
 * English rows to train on.
 * @param path a CSV, or the folder of a catalogue of intents, whose phrases are taken
 */
export async function readTraining(path: string): Promise<LabelledText[]> {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return readLabelledCsv(path);
  const intents = await loadIntentCatalog({ folder: path, jobs: Object.keys(JOBS), policies: undefined });
  return phrasesOf([...intents.values()], ['en']);
}
