import { type IdentityLevel, strictest } from '../../access/identity-level.js';
import { isIdentifiedOperation, neededLevel } from '../../shop/identity-policy.js';
import type { Shop } from '../../shop/shop.js';
import type { Intent } from '../../understanding/intent-catalog.js';
import { type ActionName, allSteps, type Flow, type FlowStep, type SlotKind } from '../flow/flow.js';
import { needsOf } from '../replies/jobs.js';

/** How surely somebody must be known before an intent is served; a flow is held to the strictest of what it may do. */
export function levelNeeded(intent: Intent, flow: Flow | undefined, policy: Shop['policy']): IdentityLevel {
  if (flow === undefined && !needsOf(intent).includes('customer')) return 'anonymous';
  const job = 'job' in intent.reply && isIdentifiedOperation(intent.reply.job) ? [intent.reply.job] : [];
  if (flow !== undefined && isForAnybody(flow, policy)) return 'anonymous';
  const operations = flow === undefined ? job : actionsIn(flow.steps);
  return strictest(['claimed', ...operations.map((operation) => neededLevel(operation, policy))]);
}

/** What is asked for that shows nothing of anybody's. */
const OPEN_KINDS: ReadonlySet<SlotKind> = new Set([
  'voucher',
  'notice-address',
  'product',
  'variant',
  'size',
  'colour',
  'text',
]);

/** A flow that changes nothing and shows nothing of a customer's. */
export function isForAnybody({ steps }: Flow, policy: Shop['policy']): boolean {
  const isOpen = (step: FlowStep) => !('ask' in step) || OPEN_KINDS.has(step.as);
  return actionsIn(steps).every((one) => neededLevel(one, policy) === 'anonymous') && allSteps(steps).every(isOpen);
}

function actionsIn(steps: readonly FlowStep[]): ActionName[] {
  return steps.flatMap((step) => {
    if ('do' in step) return [step.do];
    return 'if' in step ? actionsIn([...step.steps, ...(step.otherwise ?? [])]) : [];
  });
}
