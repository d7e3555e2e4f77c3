import { CODE_PAUSE_MS, CODE_TRIES, type EmailCodes } from '../../access/email-code.js';
import type { CodeLimit } from '../../access/limit-codes.js';
import type { GuessLimit } from '../../access/limit-guessing.js';
import type { Claim, ProofOutcome } from '../../profile/identify-customer.js';
import type { CustomerId } from '../../protocol/ids.js';
import { emailKey, orderNumberKey } from '../../shop/lookup-keys.js';
import type { Shop } from '../../shop/shop.js';
import type { ShopStore } from '../../shop/shop-store.js';
import type { Conversation, CustomerMessage } from '../conversation.js';
import { isOpen } from './code-challenge.js';

export type CodeSources = { shops: ShopStore; codes: EmailCodes; codeLimit: CodeLimit; guessing: GuessLimit };

type Asked = { shop: Shop; conversation: Conversation; message: CustomerMessage; now: number };

/** Whether what was typed is the code. Every wrong one counts against this code, and against this visitor. */
export async function tryCode({ codes, guessing }: CodeSources, asked: Asked): Promise<ProofOutcome> {
  const { shop, conversation, message, now } = asked;
  const { code } = conversation;
  if (!isOpen(code, now)) return { kind: 'code-refused', why: 'over' };
  const right = codes.markOf(conversation, codes.codeFor({ ...conversation, ...code }));
  if (message.codeMark === right && code.customerId !== undefined)
    return { kind: 'matched', customerId: code.customerId, proof: 'email-code' };
  await guessing.failed(shop.id, visitorOf(conversation));
  return { kind: 'code-refused', why: code.wrongTries + 1 >= CODE_TRIES ? 'last' : 'wrong' };
}

/** Asks for a code to the address on file. Who is found, if anybody, changes nothing of what is said. */
export async function askForCode(sources: CodeSources, asked: Asked, claim: Claim): Promise<ProofOutcome> {
  const { shop, conversation, now } = asked;
  const { code } = conversation;
  if (code !== undefined && now - code.askedAt < CODE_PAUSE_MS) return { kind: 'code-withheld', why: 'too-soon' };
  const { shops, codeLimit } = sources;
  const known = conversation.customer?.customerId;
  const keys = [`visitor/${visitorOf(conversation)}`, `claim/${known ?? claimKey(claim)}`];
  if (!(await codeLimit.maySend(shop.id, keys))) return { kind: 'code-withheld', why: 'too-often' };
  const found = known ?? (await customerOf(shops, shop, claim));
  // The claim may be one of many that lead to one address; that there is one is not told by refusing.
  const maySend = await codeLimit.maySend(shop.id, [`address/${found ?? 'nobody'}`]);
  return { kind: 'code-asked', customerId: maySend ? found : undefined };
}

export function visitorOf({ visitorId, conversationId }: Conversation): string {
  return visitorId ?? conversationId;
}

function claimKey({ email, orderNumber = '' }: Claim): string {
  return email === undefined ? orderNumberKey(orderNumber) : emailKey(email);
}

async function customerOf(shops: ShopStore, { id }: Shop, claim: Claim): Promise<CustomerId | undefined> {
  const { email, orderNumber } = claim;
  if (email !== undefined) return (await shops.customerByEmail(id, email))?.id;
  return orderNumber === undefined ? undefined : (await shops.order(id, orderNumber))?.customerId;
}
