import { saysNoMore } from './little-words.js';

/** Whether a text asks what something costs that it does not name: "how much is it", "the price of the first one". */
export function asksPrice(text: string): boolean {
  return PRICE.test(text) && saysNoMore(text);
}

const PRICE =
  /\bhow much\b(?! (?:does|do|did) (?:it|they|that|this) (?:weigh|hold))|\bprices?\b|\bcosts?\b(?! (?:the )?(?:least|less|most|more))|\b(?:on sale|reduced|discounted|on offer)\b|多少钱|价格|价钱|怎么卖|什么价/iu;
