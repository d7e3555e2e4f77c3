import type { Wordings } from '../../texts/wordings.js';
import type { Conversation } from '../conversation.js';
import { isApology } from '../tone/apology.js';

/** What the choice of words depends on. */
export type Hearing = Pick<Conversation, 'said' | 'temper' | 'apologised'>;

/**
 * The wording that was said longest ago, so that nothing is said twice in a row in the same words: the first at first.
 * Who has been apologised to is not apologised to again; who is angry hears the shorter ones. Deterministic, so that a
 * decision made twice is the same.
 */
export function oneOf(wordings: Wordings, hearing: Hearing): string {
  const [first, ...others] = fitting(wordings, hearing);
  const { said } = hearing;
  return others.reduce((best, wording) => (said.lastIndexOf(wording) < said.lastIndexOf(best) ? wording : best), first);
}

type Some = readonly [string, ...string[]];

function fitting(wordings: Wordings, { temper, apologised, said }: Hearing): Some {
  const free = apologised ? unapologetic(wordings, said) : wordings;
  return temper.tone === 'angry' ? shorter(free) : free;
}

/** The only one of them is not said twice running. */
function unapologetic(wordings: Wordings, said: readonly string[]): Some {
  const [first, ...others] = wordings.filter((wording) => !isApology(wording));
  return first === undefined || (others.length === 0 && said.includes(first)) ? wordings : [first, ...others];
}

/** The two shortest, which take turns. */
function shorter(wordings: Some): Some {
  return whole([...wordings].sort((one, other) => one.length - other.length).slice(0, 2), wordings);
}

function whole([first, ...others]: readonly string[], otherwise: Some): Some {
  return first === undefined ? otherwise : [first, ...others];
}
