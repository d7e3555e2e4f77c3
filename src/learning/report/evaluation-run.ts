import { z } from 'zod';

const share = z.number().min(0).max(1);

/** Why a message was read as it was. */
const whySchema = z.object({
  /** In the order of the message. `change` is what leaving the word out does to the probability of the best intent. */
  words: z.array(z.object({ word: z.string(), change: z.number().min(-1).max(1) })),
  /** The training phrases nearest to it, nearest first; similarity is a cosine. Their words are not kept with a model. */
  neighbours: z.array(z.object({ text: z.string().optional(), intent: z.string(), similarity: z.number() })),
});

const rowSchema = z.object({
  /** Without personal data. */
  text: z.string(),
  /** What the writer meant: one of the labels, the out-of-scope label, or an intent the model does not know. */
  actual: z.string(),
  /** In the order of the labels. */
  probabilities: z.array(share),
  /** Higher: more likely out of scope. Every row has one, or none has. */
  unknownScore: z.number().optional(),
  /** What was done to the message to make it harder to read; absent for a message as it was written. */
  noise: z.string().optional(),
  language: z.string().optional(),
  why: whySchema.optional(),
});

/** What a model said about messages whose meaning is known. */
export const evaluationRunSchema = z
  .object({
    name: z.string(),
    modelId: z.string(),
    labels: z.array(z.string()).min(1),
    rows: z.array(rowSchema),
    /** The label of messages the chat is not for. The model need not know it. */
    outOfScopeLabel: z.string().optional(),
  })
  .superRefine(({ labels, rows }, context) => {
    if (new Set(labels).size < labels.length) context.addIssue({ code: 'custom', message: 'labels must differ' });
    const scored = rows.filter(({ unknownScore }) => unknownScore !== undefined).length;
    if (scored > 0 && scored < rows.length) {
      context.addIssue({ code: 'custom', message: `${rows.length - scored} rows lack unknownScore, others have it` });
    }
    rows.forEach(({ probabilities }, index) => {
      if (probabilities.length === labels.length) return;
      const message = `expected ${labels.length} probabilities, found ${probabilities.length}`;
      context.addIssue({ code: 'custom', path: ['rows', index, 'probabilities'], message });
    });
  });

export type EvaluationRun = z.infer<typeof evaluationRunSchema>;
export type EvaluationRow = EvaluationRun['rows'][number];
