import { type IdentityLevel, isAtLeast } from '../access/identity-level.js';
import type { CustomerId, ShopId } from '../protocol/ids.js';
import { levelOfProof } from '../shop/identity-policy.js';
import { postcodeKey } from '../shop/lookup-keys.js';
import type { Customer, Proof, Shop } from '../shop/shop.js';
import type { ShopStore } from '../shop/shop-store.js';

/** What somebody says about who they are. Nothing of it is proven. */
export type Claim = { orderNumber?: string; email?: string; postcode?: string; name?: string };

/** A part of a proof that can be asked for. */
export type ProofPart = 'orderNumber' | 'email' | 'postcode' | 'emailOrPostcode' | 'name';

export type ProofOutcome =
  | { kind: 'nothing-claimed' }
  | { kind: 'incomplete'; missing: ProofPart }
  /** A code is asked for; `customerId` where somebody is found it can go to, which nobody is told. */
  | { kind: 'code-asked'; customerId: CustomerId | undefined }
  /** Too soon after the one before, or too often. */
  | { kind: 'code-withheld'; why: 'too-soon' | 'too-often' }
  /** `wrong`: not the code; `last`: nor was it before, and it is void now; `over`: used or expired, right or wrong. */
  | { kind: 'code-refused'; why: 'wrong' | 'last' | 'over' }
  | { kind: 'matched'; customerId: CustomerId; proof: Proof }
  /** Does not say what was wrong: whether an order or an address exists is nobody's business. */
  | { kind: 'failed'; proof: Proof };

/** Proofs a person can give in the chat, in the order they are tried. */
const TYPED_PROOFS = ['order-and-email', 'order-and-postcode', 'email', 'name-and-postcode'] as const;
type TypedProof = (typeof TYPED_PROOFS)[number];

/** Checks a claim against the shop by the strongest proof this shop accepts for `needed` and the claim is complete for. */
export async function identifyCustomer(
  shops: ShopStore,
  { id: shopId, policy }: Pick<Shop, 'id' | 'policy'>,
  { claim, needed }: { claim: Claim; needed: IdentityLevel },
): Promise<ProofOutcome> {
  const accepted = TYPED_PROOFS.filter((proof) => isAccepted(proof, policy, needed));
  const complete = accepted.find((proof) => isComplete(proof, claim));
  if (complete === undefined) return incomplete(accepted, claim);
  const customer = await CHECKS[complete](shops, shopId, claim);
  return customer === undefined
    ? { kind: 'failed', proof: complete }
    : { kind: 'matched', customerId: customer.id, proof: complete };
}

/** Whether this shop takes this proof for something that needs this level. */
export function isAccepted(proof: Proof, policy: Shop['policy'], needed: IdentityLevel): boolean {
  return policy.proofs.includes(proof) && isAtLeast(levelOfProof(proof, policy), needed);
}

function isComplete(proof: TypedProof, claim: Claim): boolean {
  switch (proof) {
    case 'order-and-email':
      return claim.orderNumber !== undefined && claim.email !== undefined;
    case 'order-and-postcode':
      return claim.orderNumber !== undefined && claim.postcode !== undefined;
    case 'email':
      return claim.email !== undefined;
    case 'name-and-postcode':
      return claim.name !== undefined && claim.postcode !== undefined;
  }
}

function incomplete(accepted: TypedProof[], claim: Claim): ProofOutcome {
  const byOrder = accepted.filter((proof) => proof === 'order-and-email' || proof === 'order-and-postcode');
  if (byOrder.length === 0) return { kind: 'nothing-claimed' };
  if (claim.orderNumber !== undefined) {
    if (byOrder.length === 2) return { kind: 'incomplete', missing: 'emailOrPostcode' };
    return { kind: 'incomplete', missing: byOrder[0] === 'order-and-email' ? 'email' : 'postcode' };
  }
  if (claim.email !== undefined || claim.postcode !== undefined) return { kind: 'incomplete', missing: 'orderNumber' };
  return { kind: 'nothing-claimed' };
}

type Check = (shops: ShopStore, shopId: ShopId, claim: Claim) => Promise<Customer | undefined>;

const CHECKS: Record<TypedProof, Check> = {
  'order-and-email': async (shops, shopId, { orderNumber = '', email = '' }) => {
    const [order, customer] = await Promise.all([
      shops.order(shopId, orderNumber),
      shops.customerByEmail(shopId, email),
    ]);
    return order !== undefined && customer?.id === order.customerId ? customer : undefined;
  },
  'order-and-postcode': async (shops, shopId, { orderNumber = '', postcode = '' }) => {
    const order = await shops.order(shopId, orderNumber);
    if (order === undefined || postcodeKey(order.address.postcode) !== postcodeKey(postcode)) return undefined;
    return shops.customer(shopId, order.customerId);
  },
  email: (shops, shopId, { email = '' }) => shops.customerByEmail(shopId, email),
  'name-and-postcode': async (shops, shopId, { name = '', postcode = '' }) => {
    const [only, ...others] = await shops.customersByNameAndPostcode(shopId, name, postcode);
    return others.length === 0 ? only : undefined;
  },
};
