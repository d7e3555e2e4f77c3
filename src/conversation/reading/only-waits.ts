import { wordsIn } from '../flow/slots/words.js';
import type { Reading } from './reading.js';

/**
 * Whether somebody who waits for a person says no more than that they do: a greeting, a "hello???", how long it will take.
 * The model reads a parcel's delay into such words, or anything.
 */
export function onlyWaits({ conversation, message, understanding, intents }: Reading): boolean {
  if (conversation.holder !== 'waiting' || message.choice !== undefined) return false;
  if (speaksOfWaiting(message.text)) return true;
  const { decision } = understanding;
  const reply = decision.kind === 'confident' ? intents.get(decision.intent)?.reply : undefined;
  if (reply === undefined || !('job' in reply)) return false;
  // A yes or a no answers what is still asked.
  return GREETS.has(reply.job) || (ANSWERS.has(reply.job) && conversation.question === undefined);
}

const GREETS: ReadonlySet<string> = new Set(['greet', 'help']);
const ANSWERS: ReadonlySet<string> = new Set(['affirm', 'deny']);

/** Longer texts say something. */
const MOST_WORDS = 12;

/** Nothing but words of waiting, one of which tells it; or nothing but marks: "???". */
export function speaksOfWaiting(text: string): boolean {
  const words = wordsIn(text.replaceAll(/['’]/gu, ''));
  if (words.length === 0) return true;
  if (/\p{Script=Han}/u.test(text))
    return words.join('').replace(LITTLE_IN_CHINESE, '') === '' && TELLS_IN_CHINESE.test(text);
  return words.length <= MOST_WORDS && words.some((word) => TELLS.has(word)) && words.every(isOfWaiting);
}

function isOfWaiting(word: string): boolean {
  return TELLS.has(word) || LITTLE.has(word);
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/u));
const TELLS = setOf(
  `hello helloo hellooo hi hey yo long longer when wait waiting waited still anyone anybody someone somebody nobody reply
  respond responding response answer answering answers people yet already hurry soon there`,
);
const LITTLE = setOf(
  `a about am an and answered any are at been before between but by can come coming could do does ever for from get going
  gonna got have has here hours how i i'm ill im is it its join ll long me minutes more much must need no not now of ok okay
  on or person human agent please pls will would should so somewhat take takes taking talk tell that the then these this
  to until us we what you your until today me who with agents humans time times`,
);

const TELLS_IN_CHINESE =
  /你好|您好|在[吗么嘛不]|有人|人呢|^喂|哈喽|嗨|多久|多长时间|时候|几时|何时|等|没人|回复|回我|理我|快[点些]/u;
/** The longest first: what is left of a text without them says something. One pass, whatever is written. */
const LITTLE_IN_CHINESE =
  /在不在|有没有|你好|您好|在吗|在么|在嘛|没有|哈喽|多久|多长|时间|什么|时候|几时|何时|可以|回复|回我|理我|接待|接入|接通|联系|转接|客服|人工|大概|大约|一下|请问|处理|怎么|快点|快些|麻烦|已经|这么|那么|到底|究竟|一直|半天|现在|没|有|人|呢|喂|嗨|还|要|需|得|啥|等|了|的|吗|嘛|啊|呀|吧|能|会|才|来|我|你|您|们|好|都|在/gu;
