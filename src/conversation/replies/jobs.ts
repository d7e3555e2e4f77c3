import type { Intent } from '../../understanding/intent-catalog.js';
import { allSteps, type Flow } from '../flow/flow.js';
import { languageOf } from '../flow/say-it.js';
import type { Reply, Turn } from '../turn.js';
import { answerFromPolicy } from './answer-from-policy.js';
import { complaint } from './complaint.js';
import { giveInvoice } from './give-invoice.js';
import { handOver, needsPerson, reportProblem } from './hand-over.js';
import { listOrders } from './list-orders.js';
import { privacyRequest } from './privacy-request.js';
import { productFacts, productStock } from './product-answers.js';
import { recommend } from './recommend.js';
import { refundStatus } from './refund-status.js';
import { sizeAdvice } from './size-advice.js';
import { affirm, declineTopic, deny, farewell, greet, help, sayBot, thank } from './small-talk.js';
import { say } from './text-block.js';
import { trackOrder } from './track-order.js';

/**
 * What has to be looked up before a job can be done. `customer`: a proven one, with their orders; `ordered-products`: what
 * those orders hold; `invoices`: links to theirs.
 */
export type Need = 'customer' | 'ordered-products' | 'invoices' | 'passages' | 'products' | 'recommendations';

export type Job = { needs: readonly Need[]; reply: (turn: Turn) => Reply };

/** The jobs an intent file may name in `reply: { job: … }`. */
export const JOBS = {
  'track-order': { needs: ['customer'], reply: trackOrder },
  'list-orders': { needs: ['customer'], reply: listOrders },
  'refund-status': { needs: ['customer', 'passages'], reply: refundStatus },
  invoice: { needs: ['customer', 'invoices'], reply: giveInvoice },
  'report-problem': { needs: ['passages'], reply: reportProblem },
  'product-stock': { needs: ['products'], reply: productStock },
  'size-advice': { needs: ['products', 'passages'], reply: sizeAdvice },
  'product-facts': { needs: ['products'], reply: productFacts },
  recommend: { needs: ['recommendations'], reply: recommend },
  'hand-over': { needs: [], reply: handOver },
  'privacy-request': { needs: ['passages'], reply: privacyRequest },
  'needs-person': { needs: ['passages'], reply: needsPerson },
  complaint: { needs: ['ordered-products'], reply: complaint },
  greet: { needs: [], reply: greet },
  farewell: { needs: [], reply: farewell },
  thank: { needs: [], reply: thank },
  affirm: { needs: [], reply: affirm },
  deny: { needs: [], reply: deny },
  'say-bot': { needs: [], reply: sayBot },
  help: { needs: [], reply: help },
  'out-of-scope': { needs: [], reply: declineTopic },
} as const satisfies Record<string, Job>;

const POLICY_JOB: Job = { needs: ['passages'], reply: answerFromPolicy };

/** What has to be looked up for any flow. */
const FLOW_NEEDS: readonly Need[] = ['customer', 'ordered-products'];

/** A flow that asks for a product looks for it in every message. */
export function needsOfFlow({ steps }: Flow): readonly Need[] {
  const asksProduct = allSteps(steps).some((step) => 'ask' in step && step.as === 'product');
  return asksProduct ? [...FLOW_NEEDS, 'products'] : FLOW_NEEDS;
}

/** What has to be looked up to serve an intent. */
export function needsOf(intent: Intent): readonly Need[] {
  return 'flow' in intent.reply ? FLOW_NEEDS : jobFor(intent).needs;
}

/** The job that serves an intent without a flow; the catalogue has checked that its name is one of the table's. */
export function jobFor({ reply }: Intent): Job {
  if ('say' in reply) return sayIt(reply.say);
  return 'job' in reply && isJobName(reply.job) ? JOBS[reply.job] : POLICY_JOB;
}

function sayIt(said: { en: string; zh?: string | undefined }): Job {
  return {
    needs: [],
    reply: ({ conversation }) => ({ blocks: [say(said[languageOf(conversation)] ?? said.en)] }),
  };
}

function isJobName(name: string): name is keyof typeof JOBS {
  return Object.hasOwn(JOBS, name);
}
