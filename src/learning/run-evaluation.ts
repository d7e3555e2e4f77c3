import { OUT_OF_SCOPE } from '../understanding/decide-intent.js';
import type { Encoder } from '../understanding/encoder.js';
import type { Model } from '../understanding/model-folder.js';
import { prepareMessage } from '../understanding/prepare-message.js';
import { shownMessage } from './data-care/without-personal.js';
import type { KnownPhrase } from './known-phrases.js';
import type { LabelledText } from './read-labelled-csv.js';
import { type ReadMessage, readMessages } from './read-messages.js';
import type { EvaluationRow, EvaluationRun } from './report/evaluation-run.js';
import { explainByOcclusion } from './report/explain.js';

export type EvaluationParts = {
  model: Model;
  /** Encoder of that model. */
  encoder: Encoder;
  /** `noise` says what was done to a message to make it harder to read. */
  rows: (LabelledText & { noise?: string })[];
  /** What the model makes of each row, in their order. */
  read: readonly ReadMessage[];
  /** The nearest of them are shown beside a message. */
  known: readonly KnownPhrase[];
};

/** Messages whose reading is explained, wrongly read ones first; each costs an encoding per word. */
const EXPLAINED = 60;
const NEIGHBOURS = 3;

/** What a model says about every row, and why it said so of the first sixty, those it misread before the others. */
export async function runEvaluation(name: string, parts: EvaluationParts): Promise<EvaluationRun> {
  const { model, rows, read } = parts;
  const { labels } = model.head;
  const judged = rows.flatMap((row, place) => {
    const message = read[place];
    return message === undefined ? [] : [{ ...message, ...row, shown: shownMessage(row.text) }];
  });
  const isRight = ({ judgement, label }: Judged) => judgement.ranking[0]?.intent === label;
  const written = judged.filter(({ noise }) => noise === undefined);
  const explained = [...written.filter((row) => !isRight(row)), ...written.filter(isRight)].slice(0, EXPLAINED);
  const reasons = new Map<Judged, NonNullable<EvaluationRow['why']>>();
  for (const row of explained) reasons.set(row, await explain(row, parts));
  const hasScores = judged.every(({ judgement }) => judgement.unknownScore !== undefined);
  const run: EvaluationRun = {
    name,
    modelId: model.modelId,
    labels: [...labels],
    rows: judged.map((row) => ({
      text: row.shown,
      actual: row.label,
      language: row.prepared.language,
      ...(row.noise !== undefined && { noise: row.noise }),
      probabilities: [...row.judgement.probabilities].map((probability) => Math.min(1, probability)),
      ...(hasScores && { unknownScore: row.judgement.unknownScore }),
      ...(reasons.has(row) && { why: reasons.get(row) }),
    })),
  };
  return labels.includes(OUT_OF_SCOPE) ? { ...run, outOfScopeLabel: OUT_OF_SCOPE } : run;
}

type Judged = ReadMessage & EvaluationParts['rows'][number] & { shown: string };

/** Of the message as it is shown: a name that was taken out is no reason that can be given. */
async function explain({ shown, reading, judgement }: Judged, { model, encoder, known }: EvaluationParts) {
  const predicted = model.head.labels.indexOf(judgement.ranking[0]?.intent ?? '');
  const score = async (texts: string[]) =>
    (await readMessages({ model, encoder }, texts, () => {})).map(
      (message) => message.judgement.probabilities[predicted] ?? 0,
    );
  const words = await explainByOcclusion(prepareMessage(model, shown).text, score);
  return { words, neighbours: nearest(reading.vector, known) };
}

/** By the cosine of their vectors, nearest first; none of a message that the encoder cannot read, which is like nothing. */
function nearest(vector: Float32Array, known: readonly KnownPhrase[]) {
  return known
    .map(({ text, intent, vector: other }) => ({
      ...(text !== undefined && { text }),
      intent,
      similarity: dot(vector, other),
    }))
    .filter(({ similarity }) => similarity > 0)
    .sort((one, other) => other.similarity - one.similarity)
    .slice(0, NEIGHBOURS);
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}
