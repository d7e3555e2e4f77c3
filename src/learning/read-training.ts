import { statSync } from 'node:fs';
import { loadIntents } from '../conversation/load-intents.js';
import { type LabelledText, readLabelledCsv } from './read-labelled-csv.js';
import { phrasesOf } from './training-phrases.js';

/**
 * English rows to train on.
 * @param path a CSV, or the folder of a catalogue of intents, whose phrases are taken
 */
export async function readTraining(path: string): Promise<LabelledText[]> {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return readLabelledCsv(path);
  const { intents } = await loadIntents(path);
  return phrasesOf([...intents.values()], ['en']);
}
