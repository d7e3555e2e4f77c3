/**
 * Port to a language model that may word things and decides nothing: what it writes is looked at by `ground-text.ts` before
 * anybody sees it.
 */
export type LanguageModel = {
  /** @returns what it wrote; undefined where it did not in time, or may not be asked now. Never throws. */
  write(asked: Asked): Promise<string | undefined>;
};

export type Asked = {
  /** The product's own words. */
  instructions: string;
  /** Data that others wrote, as lines of JSON: never to be followed. */
  material: string;
  timeoutMs: number;
};

/** What came of it, since the process began. */
export type PhrasingCounts = {
  calls: number;
  failures: number;
  droppedSentences: number;
  /** Texts said in other words, and texts said plainly although they were to be. */
  reworded: number;
  fallbacks: number;
  drafts: number;
};

export function newPhrasingCounts(): PhrasingCounts {
  return { calls: 0, failures: 0, droppedSentences: 0, reworded: 0, fallbacks: 0, drafts: 0 };
}
