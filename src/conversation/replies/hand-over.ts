import type { Reply, Turn } from '../turn.js';
import { quoteBlocks } from './answer-from-policy.js';
import { sayOneOf } from './text-block.js';

/** The customer asked for a person. A shop may have the bot try first; a person it has offered itself is brought in anyway. */
export function handOver(turn: Turn): Reply {
  const { facts, message, texts } = turn;
  const isOffered = message.choice === 'intent:human_agent';
  if (facts.shop.policy.mayHandOverEarly || isOffered) return { blocks: [], handoff: 'asked-for-a-person' };
  return { blocks: [sayOneOf(texts.handoffNotYet, turn)] };
}

/** The bot has no action for this: what the policy says, then a person. */
export function needsPerson({ facts }: Turn): Reply {
  return { blocks: quoteBlocks(facts.passages.slice(0, 1)), handoff: 'needs-a-person' };
}

/** Something arrived broken, wrong, incomplete or not at all. */
export function reportProblem(turn: Turn): Reply {
  const { facts, texts } = turn;
  return {
    blocks: [sayOneOf(texts.reportHeard, turn), ...quoteBlocks(facts.passages.slice(0, 1))],
    handoff: 'needs-a-person',
  };
}
