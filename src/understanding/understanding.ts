import { z } from 'zod';
import type { Sentiment } from './sentiment.js';

/** What is known of a message after reading it. Probabilities are calibrated, 0..1. */
export const intentScoreSchema = z.object({ intent: z.string(), probability: z.number() });

export const intentDecisionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('confident'), intent: z.string(), probability: z.number() }),
  /** Two intents are close: ask which. */
  z.object({ kind: z.literal('ambiguous'), intents: z.tuple([z.string(), z.string()]) }),
  z.object({ kind: z.literal('unsure') }),
  z.object({ kind: z.literal('out-of-scope') }),
]);

/** Values found in the text, as written by the customer but normalised: numbers upper case, mail lower case. */
export const slotsSchema = z.object({
  orderNumbers: z.array(z.string()).default([]),
  emails: z.array(z.string()).default([]),
  postcodes: z.array(z.string()).default([]),
  /** Upper price limit in minor units of the shop's currency. */
  maxPrice: z.number().int().optional(),
  minPrice: z.number().int().optional(),
});

/** Probabilities of the tone, which sum to 1, and of annoyance with the shop. */
export const sentimentSchema = z.object({
  negative: z.number(),
  neutral: z.number(),
  positive: z.number(),
  frustration: z.number(),
});

export type IntentScore = z.infer<typeof intentScoreSchema>;
export type IntentDecision = z.infer<typeof intentDecisionSchema>;
export type Slots = z.infer<typeof slotsSchema>;

/** One of several things that a message asks for, and the words that ask for it. */
export type IntentPart = IntentScore & { text: string };

export type Understanding = {
  /** Of a message that asks for several things: the main one. */
  decision: IntentDecision;
  /** Best first, at most five. */
  ranking: IntentScore[];
  /** What a message asks for that asks for several things, in its order; else empty. */
  parts: IntentPart[];
  /** Undefined where the model has learned none. */
  sentiment: Sentiment | undefined;
  slots: Slots;
  /** Sentence vector, unit length, [384]; never stored with the conversation. */
  vector: Float32Array;
  modelId: string;
};

/** Port the conversation uses; `understand.ts` implements it over the encoder and the head. */
export type Understand = (text: string) => Promise<Understanding>;
