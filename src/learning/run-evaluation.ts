import { OUT_OF_SCOPE } from '../understanding/decide-intent.js';
import type { Encoder } from '../understanding/encoder.js';
import type { Model } from '../understanding/model-folder.js';
import { encodeExamples } from './encode-examples.js';
import type { Example } from './fit-head.js';
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
  /** What the model was trained on; the nearest of them are shown beside a message. */
  phrases: LabelledText[];
  progress: (line: string) => void;
};

/** Messages whose reading is explained, wrongly read ones first; each costs an encoding per word. */
const EXPLAINED = 60;
const NEIGHBOURS = 3;

/** What a model says about every row, and why it said so of the first sixty, those it misread before the others. */
export async function runEvaluation(name: string, parts: EvaluationParts): Promise<EvaluationRun> {
  const { model, encoder, rows, progress } = parts;
  const { labels } = model.head;
  const read = await readMessages(
    parts,
    rows.map(({ text }) => text),
    progress,
  );
  const judged = read.map((message, place) => ({ ...message, place }));
  const isRight = ({ judgement, place }: Judged) => judgement.ranking[0]?.intent === rows[place]?.label;
  const written = judged.filter(({ place }) => rows[place]?.noise === undefined);
  const explained = [...written.filter((row) => !isRight(row)), ...written.filter(isRight)].slice(0, EXPLAINED);
  const known = await encodeExamples(encoder, parts.phrases, progress);
  const reasons = new Map<number, NonNullable<EvaluationRow['why']>>();
  for (const row of explained) reasons.set(row.place, await explain(row, { model, encoder, known }));
  const hasScores = judged.every(({ judgement }) => judgement.unknownScore !== undefined);
  const run: EvaluationRun = {
    name,
    modelId: model.modelId,
    labels: [...labels],
    rows: judged.map(({ judgement, prepared, place }) => ({
      text: rows[place]?.text ?? prepared.text,
      actual: rows[place]?.label ?? '',
      language: prepared.language,
      ...(rows[place]?.noise !== undefined && { noise: rows[place].noise }),
      probabilities: [...judgement.probabilities].map((probability) => Math.min(1, probability)),
      ...(hasScores && { unknownScore: judgement.unknownScore }),
      ...(reasons.has(place) && { why: reasons.get(place) }),
    })),
  };
  return labels.includes(OUT_OF_SCOPE) ? { ...run, outOfScopeLabel: OUT_OF_SCOPE } : run;
}

type Judged = ReadMessage & { place: number };
type Known = { model: Model; encoder: Encoder; known: Example[] };

async function explain({ prepared, reading, judgement }: Judged, { model, encoder, known }: Known) {
  const predicted = model.head.labels.indexOf(judgement.ranking[0]?.intent ?? '');
  const score = async (texts: string[]) =>
    (await readMessages({ model, encoder }, texts, () => {})).map(
      (message) => message.judgement.probabilities[predicted] ?? 0,
    );
  return { words: await explainByOcclusion(prepared.text, score), neighbours: nearest(reading.vector, known) };
}

/** By the cosine of their vectors, nearest first. */
function nearest(vector: Float32Array, known: Example[]) {
  return known
    .map(({ text, label, vector: other }) => ({ text, intent: label, similarity: dot(vector, other) }))
    .sort((one, other) => other.similarity - one.similarity)
    .slice(0, NEIGHBOURS);
}

function dot(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
}
