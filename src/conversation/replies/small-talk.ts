import type { Reply, Turn } from '../turn.js';
import { say } from './text-block.js';

export function greet({ texts }: Turn): Reply {
  return { blocks: [say(texts.greeting)] };
}

export function farewell({ texts }: Turn): Reply {
  return { blocks: [say(texts.farewell)] };
}

export function thank({ texts }: Turn): Reply {
  return { blocks: [say(texts.thanked)] };
}

/** A yes with nothing to say yes to: never acted on. */
export function affirm({ texts }: Turn): Reply {
  return { blocks: [say(texts.nothingToConfirm)] };
}

export function deny({ texts }: Turn): Reply {
  return { blocks: [say(texts.nothingToDrop)] };
}

export function sayBot({ facts, texts }: Turn): Reply {
  return { blocks: [say(texts.botQuestion(facts.shop.name))] };
}

export function help({ texts }: Turn): Reply {
  return { blocks: [say(texts.help)] };
}

export function declineTopic({ facts, texts }: Turn): Reply {
  return { blocks: [say(texts.outOfScope(facts.shop.name)), say(texts.help)] };
}
