import type { IdentityLevel } from '../../access/identity-level.js';
import { levelOfProof } from '../../shop/identity-policy.js';
import type { Shop } from '../../shop/shop.js';
import type { Conversation } from '../conversation.js';

/** How surely it is known who the customer of a conversation is. */
export function levelOf(
  { customer }: { customer: Pick<NonNullable<Conversation['customer']>, 'proof'> | undefined },
  policy: Shop['policy'],
): IdentityLevel {
  return customer === undefined ? 'anonymous' : levelOfProof(customer.proof, policy);
}
