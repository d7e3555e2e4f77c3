import { askRating, mayAskRating } from '../rating/ask-rating.js';
import type { Reply, Turn } from '../turn.js';
import { say, sayOneOf } from './text-block.js';

export function greet(turn: Turn): Reply {
  return { blocks: [sayOneOf(turn.texts.greeting, turn)] };
}

export function farewell(turn: Turn): Reply {
  const rating = hasBeenHelped(turn) ? askRating(turn.conversation, turn.texts) : [];
  return { blocks: [sayOneOf(turn.texts.farewell, turn), ...rating] };
}

export function thank(turn: Turn): Reply {
  const { texts } = turn;
  return hasBeenHelped(turn)
    ? { blocks: [sayOneOf(texts.rating.thanked, turn), ...askRating(turn.conversation, texts)] }
    : { blocks: [sayOneOf(texts.thanked, turn)] };
}

/** Something was answered before these words, and it may be asked how that was. */
function hasBeenHelped({ conversation, facts }: Turn): boolean {
  return conversation.lastIntent !== undefined && mayAskRating(conversation, facts.shop.policy);
}

/** A yes with nothing to say yes to: never acted on. */
export function affirm(turn: Turn): Reply {
  return { blocks: [sayOneOf(turn.texts.nothingToConfirm, turn)] };
}

export function deny(turn: Turn): Reply {
  return { blocks: [sayOneOf(turn.texts.nothingToDrop, turn)] };
}

export function sayBot({ facts, texts }: Turn): Reply {
  return { blocks: [say(texts.botQuestion(facts.shop.name))] };
}

export function help(turn: Turn): Reply {
  return { blocks: [sayOneOf(turn.texts.help, turn)] };
}

export function declineTopic(turn: Turn): Reply {
  return { blocks: [sayOneOf(turn.texts.outOfScope(turn.facts.shop.name), turn), sayOneOf(turn.texts.help, turn)] };
}
