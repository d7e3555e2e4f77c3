/** As much of a tokenizer.json as says which ids carry no word. */
export type TokenizerFile = {
  model: {
    /** Unigram: place of the unknown word in the vocabulary. */
    unk_id?: number | null;
    /** WordPiece and BPE: the unknown word itself. */
    unk_token?: string | null;
    /** Ids by piece, or pieces with their scores in the order of their ids. */
    vocab: Record<string, number> | [piece: string, score: number][];
  };
};

/** What Unigram puts where a word begins; alone where no known piece begins with it. */
const WORD_START = '▁';

/** Ids that say nothing of a text: the unknown word, and a word's beginning without the word. */
export function silentTokens({ model }: TokenizerFile): ReadonlySet<number> {
  const { vocab, unk_id, unk_token } = model;
  const idOf = (piece: string) => {
    if (!Array.isArray(vocab)) return vocab[piece];
    const place = vocab.findIndex(([known]) => known === piece);
    return place < 0 ? undefined : place;
  };
  const ids = [unk_id ?? idOf(unk_token ?? ''), idOf(WORD_START)];
  return new Set(ids.filter((id) => id !== undefined));
}

/**
 * Whether a model knows any word of a text.
 * @param ids with the opening and closing token
 */
export function knowsAWord(ids: readonly number[], silent: ReadonlySet<number>): boolean {
  return ids.slice(1, -1).some((id) => !silent.has(id));
}
