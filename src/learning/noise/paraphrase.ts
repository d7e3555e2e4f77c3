import { pick, type Random } from '../random.js';
import { bothWays, editPhrases } from './phrase-table.js';
import { applySome, type Piece } from './pieces.js';

const RATE = 0.6;
/** How often a text that was reworded also gets other words around it. */
const WRAP_SHARE = 0.2;
/** In a shorter text, a greeting or thanks could be taken for what is wanted. */
const WORDS_FOR_COURTESY = 4;

/** Ways to say the same, none of which asks for anything else. */
const REWORDINGS = bothWays([
  ['i want to', 'i would like to', "i'd like to", 'i am looking to', 'i wish to', "i'm trying to"],
  ['i want a', 'i would like a', "i'd like a", 'i need a'],
  ['i want my', 'i would like my', "i'd like my"],
  ['i need to', 'i have to', 'i must'],
  ['how do i', 'how can i', 'what is the way to', 'how does one', 'how would i'],
  ['how can you', 'how do you'],
  ['can i', 'could i', 'may i', 'am i able to', 'is it possible for me to'],
  ['can you', 'could you', 'would you', 'are you able to', 'is it possible for you to'],
  ['can you please', 'could you please', 'would you please', 'would you be so kind as to'],
  ['can you tell me', 'could you tell me', 'do you know', 'please tell me', "i'd like to know"],
  ['do you have', 'have you got', 'do you carry'],
  ['do i have to', 'do i need to', 'must i'],
  ['where is', "where's", 'where exactly is'],
  ['what is', "what's", 'what exactly is'],
  ['how long does it take', 'how much time does it take', 'how many days does it take'],
  ['how much is', "what's the price of", 'what do you charge for'],
  ['how much does', 'how many euros does'],
  ['how come', 'why is it that', 'for what reason'],
  ['what happens if', 'what if'],
  ['i am', "i'm"],
  ['i have', "i've"],
  ['i have not', "i haven't", "i've not"],
  ['i cannot', "i can't", "i'm not able to", "i'm unable to"],
  ['it is', "it's"],
  ['is not', "isn't"],
  ['has not', "hasn't"],
  ['does not', "doesn't"],
  ['do not', "don't"],
  ['did not', "didn't"],
  ['will not', "won't"],
  ['there is', "there's"],
  ['you are', "you're"],
  ['you have', "you've"],
  ['i will', "i'll", "i'm going to"],
  ['does not work', "doesn't work", "isn't working", 'will not work'],
  ['did not get', "didn't get", 'never got', 'have not got'],
  ['has not arrived', "hasn't arrived", 'is still not here', 'has yet to arrive', 'never arrived'],
  ["hasn't come", 'has not come', 'has yet to come'],
  ['any news on', 'any news about', 'anything new on'],
  ['still waiting', 'waiting even now', 'still sitting here waiting'],
  ['as soon as possible', 'as quickly as you can', 'without delay', 'right away'],
  ['at the moment', 'right now', 'currently'],
  ['because of', 'due to', 'on account of'],
  ['by mistake', 'by accident', 'accidentally'],
  ['so that', 'in order that'],
  ['a lot of', 'plenty of', 'lots of'],
  ['get rid of', 'be done with'],
  ['let me know', 'tell me', 'inform me'],
  ['send me', 'let me have', 'get me'],
  ['talk to', 'speak to', 'speak with', 'chat with', 'have a word with'],
  ['too big', 'bigger than it should be', 'not small enough'],
  ['too small', 'smaller than it should be', 'not big enough'],
  ['please', 'kindly', 'if you would'],
  ['thank you', 'thanks', 'many thanks', 'cheers'],
]);

const FILLERS = ['so ', 'well, ', 'um, ', 'hm, ', 'er, ', 'listen, '] as const;
const OPENINGS = ['hi, ', 'hello there, ', 'hey, ', 'sorry to bother you, ', 'good day, ', 'quick one: '] as const;
const CLOSINGS = [', please', ', thanks', ', thanks in advance', ', if you can', ', cheers'] as const;

/** Usual turns of phrase exchanged, or else other words around the same ones. */
export function paraphrase(pieces: Piece[], random: Random): string {
  const edits = editPhrases(pieces, REWORDINGS);
  const reworded = applySome(pieces, edits, { rate: RATE, random });
  return edits.length > 0 && random() >= WRAP_SHARE ? reworded : wrap(reworded, pieces, random);
}

function wrap(text: string, pieces: Piece[], random: Random): string {
  const words = pieces.filter(({ kind }) => kind === 'word').length;
  if (words < WORDS_FOR_COURTESY) return pick(FILLERS, random) + text;
  const wrapped = [
    pick(FILLERS, random) + text,
    pick(OPENINGS, random) + text,
    text.replace(/[.!?…]*\s*$/u, '') + pick(CLOSINGS, random),
  ] as const;
  return pick(wrapped, random);
}
