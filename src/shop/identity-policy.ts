import { z } from 'zod';
import { type IdentityLevel, identityLevelSchema } from '../access/identity-level.js';

/** What shows or changes something of a customer's, and how surely they must be known unless the shop says otherwise. */
const NEEDED = {
  'track-order': 'claimed',
  'list-orders': 'claimed',
  'refund-status': 'claimed',
  invoice: 'claimed',
  'cancel-order': 'verified',
  'change-items': 'verified',
  'change-address': 'verified',
  'change-payment': 'verified',
  'apply-voucher': 'verified',
  'return-items': 'verified',
  'exchange-items': 'verified',
  compensate: 'verified',
  'change-own-address': 'verified',
  'watch-stock': 'anonymous',
  'withdraw-watch': 'anonymous',
  subscribe: 'anonymous',
  unsubscribe: 'anonymous',
  'change-own-phone': 'verified',
} as const satisfies Record<string, IdentityLevel>;

export type IdentifiedOperation = keyof typeof NEEDED;

const operations = Object.keys(NEEDED).filter(isIdentifiedOperation);

/** Levels that differ from the usual ones, by action or job. Nothing of these is for somebody anonymous. */
export const identityPolicySchema = z.partialRecord(z.enum(operations), identityLevelSchema.exclude(['anonymous']));

export function isIdentifiedOperation(name: string): name is IdentifiedOperation {
  return Object.hasOwn(NEEDED, name);
}

type IdentityPolicy = { identity?: z.infer<typeof identityPolicySchema> | undefined };

export function neededLevel(operation: IdentifiedOperation, { identity }: IdentityPolicy): IdentityLevel {
  return identity?.[operation] ?? NEEDED[operation];
}

/** Nobody can guess these. What is typed from an order's papers is worth what the shop says. */
const ALWAYS_VERIFY: ReadonlySet<string> = new Set(['signed-in', 'email-code']);

export function levelOfProof(
  proof: string,
  { claimedBy }: { claimedBy?: readonly string[] | undefined },
): IdentityLevel {
  return claimedBy?.includes(proof) === true && !ALWAYS_VERIFY.has(proof) ? 'claimed' : 'verified';
}
