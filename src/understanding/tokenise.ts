/** Longer texts are cut here: a sentence vector of more says less. */
const MAX_TOKENS = 128;

/** As much of the library's tokeniser as is used. */
export type Tokenizer = {
  encode(text: string): number[];
  /** Tokens its model can take at most, as its own folder says. */
  readonly model_max_length?: number;
};

/**
 * Ids of a text with the tokeniser's opening and closing tokens, as Python's `tokenizers` gives them. Cut by hand, because
 * the library's own truncation drops the closing token that the model was trained with.
 * @param limit most ids, the two included
 */
export function tokenise(tokenizer: Tokenizer, text: string, limit = MAX_TOKENS): number[] {
  const ids = tokenizer.encode(inPythonsWay(tokenizer, text));
  const most = Math.min(limit, tokenizer.model_max_length ?? limit);
  const last = ids.at(-1);
  return ids.length <= most || last === undefined ? ids : [...ids.slice(0, most - 1), last];
}

/** Han beyond the first 65,536 characters, in the ranges that BERT's own tokeniser sets apart. */
const FAR_HAN = /[\u{20000}-\u{2A6DF}\u{2A700}-\u{2CEAF}\u{2F800}-\u{2FA1F}]/gu;

/**
 * The library lowers a word's last Σ to ς, Python, letter by letter, to σ; and it does not set rare Han apart that need
 * two UTF-16 units. Both matter only to tokenisers that lower and that set apart, which a short text shows.
 */
function inPythonsWay(tokenizer: Tokenizer, text: string): string {
  const lowered = text.includes('Σ') && isSame(tokenizer, 'Σ', 'σ') ? text.replaceAll('Σ', 'σ') : text;
  return lowered.search(FAR_HAN) >= 0 && isSame(tokenizer, '订单', '订 单')
    ? lowered.replace(FAR_HAN, ' $& ')
    : lowered;
}

function isSame(tokenizer: Tokenizer, one: string, other: string): boolean {
  return tokenizer.encode(one).join() === tokenizer.encode(other).join();
}
