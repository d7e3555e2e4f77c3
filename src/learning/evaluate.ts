import { AppError } from '../errors.js';
import { OUT_OF_SCOPE } from '../understanding/decide-intent.js';
import type { Encoder } from '../understanding/encoder.js';
import { type Head, scoreIntents } from '../understanding/head.js';
import { type Judgement, rankIntents } from '../understanding/judge-message.js';
import type { IntentDecision } from '../understanding/understanding.js';
import { type ClassificationReport, classificationReport } from './classification-report.js';
import { encodeExamples } from './encode-examples.js';
import { type Example, fitHead } from './fit-head.js';
import type { LabelledText } from './read-labelled-csv.js';

export type Evaluation = {
  /** Training rows that also stand in the test and were left out of training. */
  dropped: number;
  model: ClassificationReport;
  /** The same classifier without the encoder, on the same rows. */
  floor: ClassificationReport;
};

/**
 * Trains on one set of messages and judges on another, beside the linear n-gram floor.
 * @throws BAD_INPUT where there is nothing to train on or to judge
 */
export async function evaluate(
  { train, test }: { train: LabelledText[]; test: LabelledText[] },
  encoder: Encoder,
  progress: (line: string) => void,
): Promise<Evaluation> {
  const tested = new Set(test.map(({ text }) => sameWords(text)));
  const kept = train.filter(({ text }) => !tested.has(sameWords(text)));
  if (kept.length === 0 || test.length === 0) {
    const why = test.length === 0 ? 'the test has no rows' : 'every row to train on stands in the test, too';
    throw new AppError('BAD_INPUT', { details: [why] });
  }
  const labels = [...new Set(kept.map(({ label }) => label))].sort();
  progress(`Training on ${kept.length} messages of ${labels.length} intents, testing on ${test.length}`);
  const examples = await encodeExamples(encoder, kept, progress);
  const unseen = await encodeExamples(encoder, test, progress);
  progress('Training the n-gram floor');
  const floor = fitHead(examples, { labels, features: 'n-grams' });
  progress('Training the head');
  const head = fitHead(examples, { labels });
  return { dropped: train.length - kept.length, model: judgeHead(head, unseen), floor: judgeHead(floor, unseen) };
}

/** The best intent of every message against the true one. */
export function judgeHead(head: Head, examples: Example[]): ClassificationReport {
  const vectorFor = (vector: Float32Array) => (head.dimensions === 0 ? new Float32Array(0) : vector);
  return classificationReport(
    examples.map(({ text, label, vector }) => {
      const [best] = rankIntents(head.labels, scoreIntents(head, vectorFor(vector), text));
      return { actual: label, predicted: best?.intent ?? '' };
    }),
  );
}

export type DecisionCounts = Record<
  'rightAtOnce' | 'wrongAtOnce' | 'askedWhichRight' | 'askedWhichWrong' | 'unsure',
  number
>;

/** What shoppers would have met: answered at once, asked which of two is meant, or asked to say it differently. */
export function countDecisions(judged: { label: string; judgement: Judgement }[]): DecisionCounts {
  const counts: DecisionCounts = { rightAtOnce: 0, wrongAtOnce: 0, askedWhichRight: 0, askedWhichWrong: 0, unsure: 0 };
  for (const { label, judgement } of judged) counts[outcomeOf(judgement.decision, label)] += 1;
  return counts;
}

function outcomeOf(decision: IntentDecision, label: string): keyof DecisionCounts {
  switch (decision.kind) {
    case 'unsure':
      return 'unsure';
    case 'ambiguous':
      return decision.intents.includes(label) ? 'askedWhichRight' : 'askedWhichWrong';
    case 'confident':
      return decision.intent === label ? 'rightAtOnce' : 'wrongAtOnce';
    case 'out-of-scope':
      return label === OUT_OF_SCOPE ? 'rightAtOnce' : 'wrongAtOnce';
  }
}

function sameWords(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, ' ');
}
