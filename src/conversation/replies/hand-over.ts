import type { Reply, Turn } from '../turn.js';
import { quoteBlocks } from './answer-from-policy.js';
import { sayOneOf } from './text-block.js';

/** The customer asked for a person. */
export function handOver(_turn: Turn): Reply {
  return { blocks: [], handoff: 'asked-for-a-person' };
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

export function complaint(_turn: Turn): Reply {
  return { blocks: [], handoff: 'complaint' };
}
