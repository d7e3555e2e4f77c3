import { createVectorIndex } from '../ranking/vector-index.js';
import type { Passage } from './passage.js';

/** By meaning: the paragraph as a whole, and the sentence of it that comes nearest; cosines by document. */
export type Meanings = { whole: Map<number, number>; sentence: Map<number, number>; standsOut: Map<number, number> };

/**
 * What is encoded of a passage: the whole, and each of its sentences. The heading is put before them: it says what a
 * paragraph is about when its own words do not.
 */
export function textsToEncode({ heading, text }: Passage): string[] {
  const sentences = sentencesOf(text);
  return [`${heading}. ${text}`, ...(sentences.length > 1 ? sentences.map((one) => `${heading}. ${one}`) : [])];
}

function sentencesOf(text: string): string[] {
  return text
    .split(/\n|(?<=[.!?;])\s+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

/** @param vectors per passage, of its `textsToEncode` */
export function createMeanings(vectors: Float32Array[][]): (question: Float32Array) => Meanings {
  const documents = vectors.flatMap((own, document) => own.map(() => document));
  const isWhole = vectors.flatMap((own) => own.map((_, place) => place === 0));
  const index = createVectorIndex(vectors.flat());
  return (question) => {
    const whole = new Map<number, number>();
    const sentence = new Map<number, number>();
    for (const { document: at, score } of index.search(question, documents.length)) {
      const document = documents[at] ?? 0;
      if (isWhole[at] === true) whole.set(document, score);
      sentence.set(document, Math.max(score, sentence.get(document) ?? -1));
    }
    return { whole, sentence, standsOut: standsOut(whole) };
  };
}

/** How far above the usual each is, in deviations: some questions are near everything. */
function standsOut(scores: Map<number, number>): Map<number, number> {
  const mean = [...scores.values()].reduce((sum, score) => sum + score, 0) / Math.max(1, scores.size);
  const variance = [...scores.values()].reduce((sum, score) => sum + (score - mean) ** 2, 0) / Math.max(1, scores.size);
  const deviation = Math.sqrt(variance) || 1;
  return new Map([...scores].map(([document, score]) => [document, (score - mean) / deviation]));
}
