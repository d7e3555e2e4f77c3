import { COUNTED } from './little-words.js';

/** Whether a text asks which of the products that were shown is something: "which is waterproof", "what's the warmest". */
export function asksWhich(text: string): boolean {
  return text.length <= 100 && WHICH.test(text.trim()) && !OF_THE_SHOP.test(text);
}

const WHICH = new RegExp(
  String.raw`^(?:(?:and|so|but|ok|okay|hm+|then),? )?(?:which(?: ones?)?(?: of (?:them|these|those))?(?:['’]s| is| are| has| have| can| comes?| holds?| weighs?| would| do| does)\b|what(?:['’]s|s| is) the (?:best|most|\w{2,12}est)\b)|^那?哪[一]?${COUNTED}`,
  'iu',
);
const OF_THE_SHOP =
  /\b(?:deliver\w*|shipping|shipped|refund\w*|return\w*|exchang\w*|payments?|pay|orders?|stores?|shops?|accounts?|vouchers?|codes?|polic(?:y|ies)|warranty|invoices?|parcels?|points|hours|address\w*|way|methods?|carrier|discounts?)\b|订单|配送|快递|退|换货|支付|付款|门店|发票/iu;
