import { OUT_OF_SCOPE } from '../understanding/decide-intent.js';
import type { Encoder } from '../understanding/encoder.js';
import { scoreIntents } from '../understanding/head.js';
import type { Model } from '../understanding/model-folder.js';
import { encodeExamples } from './encode-examples.js';
import type { Example } from './fit-head.js';
import type { LabelledText } from './read-labelled-csv.js';
import type { EvaluationRow, EvaluationRun } from './report/evaluation-run.js';
import { explainByOcclusion } from './report/explain.js';

export type EvaluationParts = {
  model: Model;
  /** Encoder of that model. */
  encoder: Encoder;
  rows: LabelledText[];
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
  const examples = await encodeExamples(encoder, rows, progress);
  const judged = examples.map((example) => ({ example, probabilities: probabilitiesOf(model, example) }));
  const isRight = ({ example, probabilities }: Judged) => labels[best(probabilities)] === example.label;
  const explained = [...judged.filter((row) => !isRight(row)), ...judged.filter(isRight)].slice(0, EXPLAINED);
  const known = await encodeExamples(encoder, parts.phrases, progress);
  const reasons = new Map<Example, NonNullable<EvaluationRow['why']>>();
  for (const row of explained) reasons.set(row.example, await explain(row, { model, encoder, known }));
  const run: EvaluationRun = {
    name,
    modelId: model.modelId,
    labels: [...labels],
    rows: judged.map(({ example, probabilities }, index) => ({
      text: rows[index]?.text ?? example.text,
      actual: example.label,
      probabilities,
      ...(reasons.has(example) && { why: reasons.get(example) }),
    })),
  };
  return labels.includes(OUT_OF_SCOPE) ? { ...run, outOfScopeLabel: OUT_OF_SCOPE } : run;
}

type Judged = { example: Example; probabilities: number[] };
type Known = { model: Model; encoder: Encoder; known: Example[] };

async function explain({ example, probabilities }: Judged, { model, encoder, known }: Known) {
  const predicted = best(probabilities);
  const score = async (texts: string[]) => {
    const vectors = await encoder.encode(texts, { lane: 'background' });
    return texts.map((text, index) => {
      const vector = vectors[index] ?? new Float32Array(encoder.dimensions);
      return scoreIntents(model.head, vector, text)[predicted] ?? 0;
    });
  };
  return { words: await explainByOcclusion(example.text, score), neighbours: nearest(example.vector, known) };
}

/** By the cosine of their vectors, nearest first. */
function nearest(vector: Float32Array, known: Example[]) {
  return known
    .map(({ text, label, vector: other }) => ({ text, intent: label, similarity: dot(vector, other) }))
    .sort((one, other) => other.similarity - one.similarity)
    .slice(0, NEIGHBOURS);
}

function probabilitiesOf(model: Model, { vector, text }: Example): number[] {
  return [...scoreIntents(model.head, vector, text)].map((probability) => Math.min(1, probability));
}

function best(probabilities: number[]): number {
  return probabilities.indexOf(Math.max(...probabilities));
}

function dot(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
}
