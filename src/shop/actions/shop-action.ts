import { z } from 'zod';
import { customerIdSchema, orderIdSchema, productIdSchema, variantIdSchema } from '../../protocol/ids.js';
import { remedyKindSchema, troubleSchema } from '../compensation-policy.js';
import {
  type Address,
  addressSchema,
  type Customer,
  type Order,
  type Product,
  partSchema,
  type Shop,
  swapSchema,
} from '../shop.js';

const base = { customerId: customerIdSchema, orderId: orderIdSchema };
/** Somebody waits for stock; they need not be a customer. */
const watchActionSchemas = [
  z.object({
    kind: z.literal('watch-stock'),
    productId: productIdSchema,
    variantId: variantIdSchema,
    email: z.string(),
    language: z.string(),
    conversationId: z.string(),
    customerId: customerIdSchema.exactOptional(),
  }),
  z.object({
    kind: z.literal('withdraw-watch'),
    conversationId: z.string(),
    customerId: customerIdSchema.exactOptional(),
  }),
] as const;

/** Somebody wants the newsletter, or no longer; they need not be a customer. */
const subscriptionActionSchemas = [
  z.object({
    kind: z.literal('subscribe'),
    conversationId: z.string(),
    email: z.string(),
    language: z.string(),
  }),
  z.object({ kind: z.literal('unsubscribe'), conversationId: z.string(), email: z.string() }),
] as const;

/** What changes orders or accounts. `methodId` names one of the customer's payment methods. */
export const orderActionSchema = z.discriminatedUnion('kind', [
  z.object({ ...base, kind: z.literal('cancel-order'), reason: z.string().optional() }),
  z.object({ ...base, kind: z.literal('change-items'), swaps: z.array(swapSchema), methodId: z.string() }),
  z.object({ ...base, kind: z.literal('change-address'), address: addressSchema }),
  z.object({ ...base, kind: z.literal('change-payment'), methodId: z.string() }),
  z.object({ ...base, kind: z.literal('apply-voucher'), code: z.string() }),
  z.object({ ...base, kind: z.literal('return-items'), parts: z.array(partSchema), methodId: z.string() }),
  z.object({ ...base, kind: z.literal('exchange-items'), swaps: z.array(swapSchema), methodId: z.string() }),
  z.object({
    ...base,
    kind: z.literal('compensate'),
    trouble: troubleSchema,
    remedy: remedyKindSchema,
    /** As agreed to, in minor units. */
    amount: z.number().int().min(0),
    parts: z.array(partSchema).optional(),
  }),
  z.object({ kind: z.literal('change-own-address'), customerId: customerIdSchema, address: addressSchema }),
  /** `phone` as E.164 has it. */
  z.object({ kind: z.literal('change-own-phone'), customerId: customerIdSchema, phone: z.e164() }),
]);

/** A write the bot may ask of the shop. */
export const shopActionSchema = z.discriminatedUnion('kind', [
  ...orderActionSchema.options,
  ...watchActionSchemas,
  ...subscriptionActionSchemas,
]);

export type ShopAction = z.infer<typeof shopActionSchema>;
export type WatchAction = ActionOf<'watch-stock' | 'withdraw-watch'>;
export type SubscriptionAction = ActionOf<'subscribe' | 'unsubscribe'>;
export type OrderAction = z.infer<typeof orderActionSchema>;
export const actionKinds = shopActionSchema.options.map(({ shape }) => shape.kind.value);
export type ActionOf<Kind extends ShopAction['kind']> = Extract<ShopAction, { kind: Kind }>;

export function isWatchAction(action: ShopAction): action is WatchAction {
  return action.kind === 'watch-stock' || action.kind === 'withdraw-watch';
}

export function isSubscriptionAction(action: ShopAction): action is SubscriptionAction {
  return action.kind === 'subscribe' || action.kind === 'unsubscribe';
}

export function isOrderAction(action: ShopAction): action is OrderAction {
  return !isWatchAction(action) && !isSubscriptionAction(action);
}

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
  /** No such code, or somebody else's: the two are one answer. */
  'voucher-unknown',
  'voucher-not-yet',
  'voucher-expired',
  'voucher-used',
  'voucher-alone',
  'voucher-other-items',
  'voucher-too-little',
  'voucher-nothing-off',
  /** This shop takes codes only while ordering. */
  'voucher-too-late',
  /** Nothing in the shop's settings makes good for it. */
  'not-compensated',
  'not-late',
  'not-arrived',
  'reported-late',
  'already-compensated',
  'compensation-limit',
  /** The settings give something else by now than what was agreed to. */
  'terms-changed',
  /** This conversation had mails sent to so many that one more may not be. */
  'too-many-addresses',
  /** Nobody waits for anything here. */
  'no-watch',
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
  vouchers: Shop['vouchers'];
  /** All orders of who asks. */
  orders: readonly Order[];
  /** Milliseconds since the epoch. */
  at: number;
};

/** Money that moves because of an action, in minor units. `instant`: it is there already, as the balance shows. */
export const movementSchema = z.object({
  kind: z.enum(['payment', 'refund']),
  methodId: z.string(),
  amount: z.number().int(),
  instant: z.boolean(),
});
export type Movement = z.infer<typeof movementSchema>;

/** Units that can be sold from now on (more) or no longer (fewer). */
export const stockMoveSchema = z.object({
  productId: productIdSchema,
  variantId: variantIdSchema,
  units: z.number().int(),
});
export type StockMove = z.infer<typeof stockMoveSchema>;

/** Everything that changes when an action is done: all of it is stored, or nothing. */
export type Changes = {
  /** As it is afterwards. */
  order?: Order;
  /** The customer's own address from now on. */
  ownAddress?: Address;
  /** A payment method the customer has from now on; money that is put onto it is one of the movements. */
  newMethod?: Customer['paymentMethods'][number];
  /** The customer's own phone number from now on, as E.164 has it. */
  ownPhone?: string;
  movements: Movement[];
  stock: StockMove[];
};

export type Decided = ({ kind: 'done' } & Changes) | { kind: 'refused'; reason: Refusal };
