import type { IdentityLevel } from '../../access/identity-level.js';
import type { Shop } from '../../shop/shop.js';
import type { Intent } from '../../understanding/intent-catalog.js';
import type { Understanding } from '../../understanding/understanding.js';
import type { Flow } from '../flow/flow.js';
import { flowFor } from '../flow/flow-for.js';
import type { FlowFrame } from '../flow/flow-frame.js';
import { flowsOfShop } from '../flow/flows-of-shop.js';
import { isForAnybody, levelNeeded } from '../identity/needed-level.js';
import { isForPerson } from '../reading/is-for-person.js';
import { isTalk } from '../reading/is-talk.js';
import { type Purpose, wishOf } from '../reading/purpose.js';
import { isValueOnly } from '../reading/value-only.js';
import { type Need, needsOf, needsOfFlow } from '../replies/jobs.js';
import type { Asked } from './asked.js';
import type { Sources } from './sources.js';

export function frameOf(purpose: Purpose): FlowFrame | undefined {
  return purpose.kind === 'in-flow' ? purpose.frame : undefined;
}

/** Whoever was asked for a proof first has said before what they want. Of several wishes each has words of its own. */
export function flowOf(
  { flows }: Sources,
  { shop, purpose, lead, message, understanding, conversation: { opening } }: Asked,
): Flow | undefined {
  const intent = wishOf(purpose);
  if (purpose.kind === 'serve' && purpose.flow !== undefined) return flowsOfShop(flows, shop).get(purpose.flow);
  if (lead !== undefined && lead.intent === intent) return lead.flow ?? lead.withheld;
  // The order that proves who asks is not what they asked about.
  const isProof = opening !== undefined && isValueOnly(message.text, understanding.slots);
  const texts = [...(isProof ? [] : [message.text]), ...(opening === undefined ? [] : [opening.text])];
  return intent && flowFor(flowsOfShop(flows, shop), intent, texts);
}

/** A flow under way was begun by somebody known well enough. */
export function levelFor(purpose: Purpose, flow: Flow | undefined, policy: Shop['policy']): IdentityLevel {
  const intent = wishOf(purpose);
  if (intent !== undefined) return levelNeeded(intent, flow, policy);
  const under = frameOf(purpose)?.flow;
  return under !== undefined && isForAnybody(under, policy) ? 'anonymous' : 'claimed';
}

/** The policy page an intent answers from, or that goes with its job. */
export function pageOf(purpose: Purpose): string | undefined {
  const reply = wishOf(purpose)?.reply;
  return reply !== undefined && 'policy' in reply ? reply.policy : undefined;
}

/** Whether a person reads the message, or will if it is not understood once more. */
export function goesToPerson({ purpose, conversation }: Pick<Asked, 'purpose' | 'conversation'>): boolean {
  const reply = wishOf(purpose)?.reply;
  const isForPerson = reply !== undefined && 'job' in reply && FOR_PERSON.has(reply.job);
  return isForPerson || purpose.kind === 'unsure' || (conversation.holder === 'waiting' && purpose.kind !== 'in-flow');
}

const FOR_PERSON: ReadonlySet<string> = new Set([
  'hand-over',
  'report-problem',
  'needs-person',
  'complaint',
  'privacy-request',
]);

export function needsFor(purpose: Purpose): readonly Need[] {
  switch (purpose.kind) {
    case 'serve':
    case 'prove':
      return needsOf(purpose.intent);
    case 'in-flow':
      return [...needsOfFlow(purpose.frame.flow), ...(purpose.other === undefined ? [] : needsOf(purpose.other))];
    case 'rate':
    case 'rating-comment':
    case 'why-refused':
    case 'ambiguous':
    case 'unsure':
    case 'out-of-scope':
      return [];
  }
}

export function guessesFrom({ ranking }: Understanding, intents: Map<string, Intent>): Intent[] {
  return ranking
    .map(({ intent }) => intents.get(intent))
    .filter((intent) => intent !== undefined)
    .filter((intent) => !isTalk(intent) && !isForPerson(intent));
}
