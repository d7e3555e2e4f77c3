/**
 * Whether a text asks something, rather than naming it: "how do gift cards work", not "onto my gift card". A verb that only
 * may open a question counts where one opens: "is it", not "that is it".
 */
export function asksSomething(text: string): boolean {
  return MARK.test(text) || QUESTION_WORD.test(text) || OPENS_QUESTION.test(text) || IN_CHINESE.test(text);
}

const MARK = /[?？]/u;
const QUESTION_WORD = /\b(?:what|which|when|where|who|why|how|what's|when's|where's|tell me)\b/iu;
const VERB = '(?:can|could|do|does|did|will|would|may|has|have)';
const OPENS_QUESTION = new RegExp(
  String.raw`(?:^|[.,;!\n]|\b(?:and|but|so|or)\b)\s{0,3}(?:${VERB}|is|are|am|was|were)\b|\b${VERB} (?:i|you|we|they|it)\b`,
  'iu',
);
const IN_CHINESE = /[吗呢]|什么|怎么|多少|多久|哪|几[个天时]|能不能|可不可以|是不是|有没有/u;
