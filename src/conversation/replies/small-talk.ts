import type { Reply, Turn } from '../turn.js';
import { say, sayOneOf } from './text-block.js';

export function greet(turn: Turn): Reply {
  return { blocks: [sayOneOf(turn.texts.greeting, turn)] };
}

export function farewell(turn: Turn): Reply {
  return { blocks: [sayOneOf(turn.texts.farewell, turn)] };
}

export function thank(turn: Turn): Reply {
  return { blocks: [sayOneOf(turn.texts.thanked, turn)] };
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
