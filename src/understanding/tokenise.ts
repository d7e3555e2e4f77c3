/** Longer texts are cut here: a sentence vector of more says less. */
const MAX_TOKENS = 128;

/**
 * Ids of a text with the tokeniser's opening and closing tokens, at most 128. Cut by hand, because the library's own
 * truncation drops the closing token that the model was trained with.
 */
export function tokenise(tokenizer: { encode(text: string): number[] }, text: string): number[] {
  const ids = tokenizer.encode(text);
  const last = ids.at(-1);
  return ids.length <= MAX_TOKENS || last === undefined ? ids : [...ids.slice(0, MAX_TOKENS - 1), last];
}
