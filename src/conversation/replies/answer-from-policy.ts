import type { Block } from '../../protocol/block.js';
import type { Reply, Turn } from '../turn.js';
import { mayBringPerson } from './may-bring-person.js';
import { personChoice } from './person-choice.js';
import { linkNearest, quotePassages } from './quote-passages.js';
import { sayOneOf } from './text-block.js';

/** The paragraphs that answer, or that nothing does, with the page that comes closest and, where the shop allows, a person. */
export function answerFromPolicy(turn: Turn): Reply {
  return { blocks: turn.facts.passages.length > 0 ? quotePassages(turn) : doNotKnow(turn) };
}

function doNotKnow(turn: Turn): Block[] {
  const { texts } = turn;
  if (!mayBringPerson(turn)) return [sayOneOf(texts.pagesSilent, turn), ...linkNearest(turn)];
  return [
    sayOneOf(texts.knowledge.notSaid, turn),
    ...linkNearest(turn),
    { kind: 'choices', choices: [personChoice(texts)] },
  ];
}
