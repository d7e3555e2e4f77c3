import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { AppError } from '../errors.js';
import { ANSWER_FEATURES, PASSAGE_FEATURES } from './passage-features.js';

const weights = (names: readonly string[]) => z.object(Object.fromEntries(names.map((name) => [name, z.number()])));

/**
 * What one way of searching learned. `order`: which passage is best; `answers`: whether the best one answers;
 * `threshold`: the chance of that below which nothing is quoted.
 */
const scaleSchema = z
  .object({ order: weights(PASSAGE_FEATURES), answers: weights(ANSWER_FEATURES), threshold: z.number().min(0).max(1) })
  .transform(({ order, answers, threshold }) => ({
    order: PASSAGE_FEATURES.map((name) => order[name] ?? 0),
    answers: ANSWER_FEATURES.map((name) => answers[name] ?? 0),
    threshold,
  }));

/** The file says where its numbers come from; that part is for people. */
export const passageRankingSchema = z.object({
  fitted: z.object({
    /** What it was fitted on, and what it came to on questions held out from it. */
    on: z.string(),
    falseAnswerRate: z.number(),
    heldOut: z.record(z.string(), z.number()),
  }),
  /** With vectors of the encoder; by words alone, while there are none; and for Chinese, by words alone too. */
  meaning: scaleSchema,
  words: scaleSchema,
  chinese: scaleSchema,
});

export type PassageScale = z.infer<typeof scaleSchema>;
export type PassageRanking = z.infer<typeof passageRankingSchema>;

/** @throws RANKING_INVALID naming what is wrong with the file */
export async function readPassageRanking(file: string): Promise<PassageRanking> {
  try {
    return passageRankingSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw new AppError('RANKING_INVALID', { cause: error, details: [`${file}: ${String(error)}`] });
  }
}
