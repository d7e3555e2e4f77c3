import type { Sentiment } from './sentiment.js';

/** What is said, and how far it goes towards annoyance with the shop (0..1) and towards a bad mood. */
type Cue = { said: RegExp; annoyed: number; bad: number };

const CUES: readonly Cue[] = [
  {
    said: /气死|火大|愤怒|忍无可忍|受够|受不了|太过分|离谱|岂有此理|欺人太甚|恶心|可恶|耍我|当我傻/u,
    annoyed: 0.9,
    bad: 0.9,
  },
  {
    said: /垃圾(?![桶袋箱])|太烂|烂透|坑人|坑爹|骗人|骗子|欺骗|忽悠|不要脸|黑店|糊弄|敷衍|推卸/u,
    annoyed: 0.85,
    bad: 0.9,
  },
  { said: /12315|消协|工商局?|律师|起诉|法院|曝光|举报|报警|差评|再也不[来买会]|拉黑/u, annoyed: 0.85, bad: 0.7 },
  {
    said: /第[二三四五六七八九十\d]+次|[几好多无数]+(?:次|遍)了|多少[次遍]|还要等|等了(?:这么|那么|好|太|[一二两三四五六七八九十\d半几]+)/u,
    annoyed: 0.6,
    bad: 0.4,
  },
  {
    said: /到底|搞什么|怎么回事|怎么还|还没[有到发收退]|迟迟|一直(?:没|不)|没人(?:理|管|回|接)|不理[我人]|没有任何|毫无/u,
    annoyed: 0.5,
    bad: 0.35,
  },
  { said: /无语|服了|呵呵|什么态度|态度(?:很|太|这么|真)?[差恶]|太慢|真慢|效率/u, annoyed: 0.65, bad: 0.6 },
  { said: /太差|很差|差劲|糟糕|失望|不满|投诉|难用|难看|质量差|后悔|坑/u, annoyed: 0.5, bad: 0.85 },
  { said: /坏了|破了|裂|碎|脏|少了|漏发|发错|丢了|不见了|问题/u, annoyed: 0.05, bad: 0.5 },
  { said: /[!！]{2,}|[?？]{2,}|[!！][?？]|[?？][!！]/u, annoyed: 0.4, bad: 0.3 },
];

const GOOD = /谢谢|感谢|多谢|辛苦了|太好了|很好|真好|不错|满意|喜欢|开心|很棒|真棒|给力|好评|帮大忙/u;

/**
 * The mood of a Chinese message by its words, for encoders that read no Chinese. Of two cues each counts, so that a third
 * "how long" with "!!" is more than either.
 */
export function readChineseMood(text: string): Sentiment {
  const found = CUES.filter(({ said }) => said.test(text.slice(0, ENOUGH)));
  const frustration = together(found.map(({ annoyed }) => annoyed));
  const isGood = GOOD.test(text) && frustration < DOUBTFUL;
  const negative = isGood ? 0 : together(found.map(({ bad }) => bad));
  const positive = isGood ? 0.8 : 0.05 * (1 - negative);
  return { negative, positive, neutral: 1 - negative - positive, frustration };
}

/** Longer texts are pasted documents. */
const ENOUGH = 2_000;
/** Thanks in a message like that are irony. */
const DOUBTFUL = 0.5;

function together(shares: number[]): number {
  return 1 - shares.reduce((left, share) => left * (1 - share), 1);
}
