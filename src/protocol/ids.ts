import { z } from 'zod';

/** Names of things, branded so that one kind never passes for another. All are opaque to clients. */
const id = z.string().regex(/^[A-Za-z0-9._#-]{1,64}$/, 'Expected 1 to 64 letters, digits or . _ # -');

export const shopIdSchema = id.brand<'ShopId'>();
export const conversationIdSchema = id.brand<'ConversationId'>();
export const visitorIdSchema = id.brand<'VisitorId'>();
export const clientMessageIdSchema = id.brand<'ClientMessageId'>();
export const customerIdSchema = id.brand<'CustomerId'>();
export const orderIdSchema = id.brand<'OrderId'>();
export const productIdSchema = id.brand<'ProductId'>();
export const variantIdSchema = id.brand<'VariantId'>();
export const agentIdSchema = id.brand<'AgentId'>();

export type ShopId = z.infer<typeof shopIdSchema>;
export type ConversationId = z.infer<typeof conversationIdSchema>;
export type VisitorId = z.infer<typeof visitorIdSchema>;
export type ClientMessageId = z.infer<typeof clientMessageIdSchema>;
export type CustomerId = z.infer<typeof customerIdSchema>;
export type OrderId = z.infer<typeof orderIdSchema>;
export type ProductId = z.infer<typeof productIdSchema>;
export type VariantId = z.infer<typeof variantIdSchema>;
export type AgentId = z.infer<typeof agentIdSchema>;
