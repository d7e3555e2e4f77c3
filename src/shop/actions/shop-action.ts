import { z } from 'zod';
import { customerIdSchema, orderIdSchema } from '../../protocol/ids.js';
import { addressSchema, type Customer, type Order, type Product, partSchema, type Shop, swapSchema } from '../shop.js';

const base = { customerId: customerIdSchema, orderId: orderIdSchema };
/** A write the bot may ask of the shop. `methodId` names one of the customer's payment methods. */
export const shopActionSchema = z.discriminatedUnion('kind', [
  z.object({ ...base, kind: z.literal('cancel-order'), reason: z.string().optional() }),
  z.object({ ...base, kind: z.literal('change-items'), swaps: z.array(swapSchema), methodId: z.string() }),
  z.object({ ...base, kind: z.literal('change-address'), address: addressSchema }),
  z.object({ ...base, kind: z.literal('change-payment'), methodId: z.string() }),
  z.object({ ...base, kind: z.literal('return-items'), parts: z.array(partSchema), methodId: z.string() }),
  z.object({ ...base, kind: z.literal('exchange-items'), swaps: z.array(swapSchema), methodId: z.string() }),
  z.object({ kind: z.literal('change-own-address'), customerId: customerIdSchema, address: addressSchema }),
]);

export type ShopAction = z.infer<typeof shopActionSchema>;
export type ActionOf<Kind extends ShopAction['kind']> = Extract<ShopAction, { kind: Kind }>;

export const refusalSchema = z.enum([
  /** No such order, or somebody else's: the two are one answer. */
  'not-found',
  'not-pending',
  'not-delivered',
  'already-changed',
  'too-late',
  'reason-not-accepted',
  'nothing-chosen',
  'unknown-item',
  'other-product',
  'same-variant',
  'not-available',
  'unknown-method',
  'same-method',
  'method-not-allowed',
  'balance-too-low',
]);
export type Refusal = z.infer<typeof refusalSchema>;

/** What an action is decided on. */
export type ActionFacts = {
  /** The order of the action's number, whoever's it is. */
  order: Order | undefined;
  /** Who asks. */
  customer: Customer | undefined;
  product(productId: Product['id']): Product | undefined;
  policy: Shop['policy'];
  /** Milliseconds since the epoch. */
  at: number;
};

/** What is to be stored, all of it or nothing, when an action is done. */
export type Changes = { order?: Order; customer?: Customer; products?: Product[] };

/** Money that moves because of an action, in minor units. `instant`: it is there already, as the balance shows. */
export type Movement = { kind: 'payment' | 'refund'; methodId: string; amount: number; instant: boolean };

export type Decided = { kind: 'done'; changes: Changes; movements: Movement[] } | { kind: 'refused'; reason: Refusal };
