import { createHash } from 'node:crypto';
import { decideIntent, type Thresholds } from '../understanding/decide-intent.js';
import type { Encoder } from '../understanding/encoder.js';
import { type Head, softmax } from '../understanding/head.js';
import type { Intent, Language } from '../understanding/intent-catalog.js';
import { rankIntents } from '../understanding/understand.js';
import { calibrateTemperature, calibrationError } from './calibrate.js';
import { chooseThresholds, type Judged } from './choose-thresholds.js';
import { crossFit, type HeldOut } from './cross-fit.js';
import { encodeExamples } from './encode-examples.js';
import { fitHead } from './fit-head.js';

export type Trained = {
  head: Head;
  thresholds: Thresholds;
  /** On phrases the model had not seen, by cross-fitting; shares 0..1. */
  metrics: Record<string, number>;
  data: { phrases: number; intents: number; languages: Language[]; sha256: string };
};

const FOLDS = 5;

/**
 * Trains the head on a catalogue's phrases over a frozen encoder. Temperature and thresholds are chosen on scores of
 * phrases by heads that had not seen them. The same phrases and encoder give the same model.
 */
export async function train(
  intents: Intent[],
  encoder: Encoder,
  { languages, progress }: { languages: readonly Language[]; progress: (line: string) => void },
): Promise<Trained> {
  const labels = intents.map(({ intent }) => intent).sort();
  const rows = phrasesOf(intents, languages);
  const examples = await encodeExamples(encoder, rows, progress);
  progress(`Judging on ${FOLDS} held-out parts`);
  const heldOut = crossFit(examples, FOLDS, { labels });
  const temperature = calibrateTemperature(heldOut);
  const judged = heldOut.map((message) => judge(message, labels, temperature));
  const thresholds = chooseThresholds(judged);
  progress('Training on all phrases');
  const head = { ...fitHead(examples, { labels }), temperature };
  const sha256 = createHash('sha256').update(JSON.stringify(rows)).digest('hex');
  return {
    head,
    thresholds,
    metrics: measure(judged, thresholds),
    data: { phrases: rows.length, intents: intents.length, languages: [...languages], sha256 },
  };
}

/** Phrases of these languages, intent by intent. */
export function phrasesOf(intents: Intent[], languages: readonly Language[]): { text: string; label: string }[] {
  return intents.flatMap(({ intent, phrases }) =>
    languages.flatMap((language) => (phrases[language] ?? []).map((text) => ({ text, label: intent }))),
  );
}

function judge({ label, scores }: HeldOut, labels: string[], temperature: number): Judged {
  return { intent: labels[label] ?? '', ranking: rankIntents(labels, softmax(scores, temperature)) };
}

/** How the model would have done with these thresholds; shares are of all messages, precision of those acted on. */
function measure(judged: Judged[], thresholds: Thresholds): Record<string, number> {
  const predictions = judged.map(({ intent, ranking }) => ({
    probability: ranking[0]?.probability ?? 0,
    isRight: ranking[0]?.intent === intent,
    isActedOn: ['confident', 'out-of-scope'].includes(decideIntent(ranking, thresholds).kind),
  }));
  const actedOn = predictions.filter(({ isActedOn }) => isActedOn);
  const share = (part: unknown[], whole: unknown[]) => Number((part.length / Math.max(1, whole.length)).toFixed(4));
  return {
    accuracy: share(
      predictions.filter(({ isRight }) => isRight),
      predictions,
    ),
    calibrationError: Number(calibrationError(predictions).toFixed(4)),
    actedOn: share(actedOn, predictions),
    precisionActedOn: share(
      actedOn.filter(({ isRight }) => isRight),
      actedOn,
    ),
  };
}
