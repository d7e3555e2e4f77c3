import { saysNoMore } from './little-words.js';

/** Whether a text asks what there is of something that it does not name: "is it in stock", "what sizes does the second one come in". */
export function asksStock(text: string): boolean {
  return STOCK.test(text) && saysNoMore(text);
}

const STOCK =
  /\b(?:in stock|available|availability|sizes?|colou?rs?|comes? in)\b|有货|现货|什么颜色|哪些颜色|哪些尺码|什么尺码|有.{0,3}[码号]吗/iu;
