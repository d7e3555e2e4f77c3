import { type IdentityLevel, isAtLeast } from '../../access/identity-level.js';
import { type Claim, identifyCustomer, isAccepted, type ProofOutcome } from '../../profile/identify-customer.js';
import { emailKey, orderNumberKey, postcodeKey } from '../../shop/lookup-keys.js';
import type { Shop } from '../../shop/shop.js';
import type { Slots, Understanding } from '../../understanding/understanding.js';
import { askForCode, type CodeSources, tryCode, visitorOf } from '../code/prove-by-code.js';
import { wantsCode } from '../code/wants-code.js';
import type { Conversation, CustomerMessage } from '../conversation.js';
import { levelOf } from './level-of.js';

type Asked = {
  shop: Shop;
  conversation: Conversation;
  message: CustomerMessage;
  understanding: Understanding;
  now: number;
  /** How surely they must be known for what they want. */
  needed: IdentityLevel;
};

const NOTHING: ProofOutcome = { kind: 'nothing-claimed' };

/** A proof is tried only when this message adds something to what was claimed, and only while more must be known. */
export async function tryProof(sources: CodeSources, asked: Asked): Promise<ProofOutcome> {
  const { shop, conversation, needed } = asked;
  const { policy } = shop;
  const isLocked = conversation.failedProofs >= policy.maxFailedProofs;
  const isKnown = conversation.customer !== undefined && isAtLeast(levelOf(conversation, policy), needed);
  if (isKnown || isLocked || !addsSomething(asked)) return NOTHING;
  const visitor = visitorOf(conversation);
  const about = claimedIn(asked);
  if (!(await sources.guessing.mayTry(shop.id, visitor, about))) return { kind: 'failed', proof: 'signed-in' };
  const outcome = sameCustomer(conversation, await prove(sources, asked));
  if (outcome.kind === 'failed') await sources.guessing.failed(shop.id, visitor, about);
  return outcome;
}

/**
 * A proof that stands in a message for a person, who would have to ask for it again. Nothing is asked for it, nor said of it;
 * one that does not match counts as any other.
 */
export async function takeProof(sources: CodeSources, asked: Omit<Asked, 'needed'>): Promise<ProofOutcome> {
  const { shop, conversation, message, understanding } = asked;
  const { orderNumbers, emails, postcodes } = understanding.slots;
  const isLocked = conversation.failedProofs >= shop.policy.maxFailedProofs;
  const saysSomething = orderNumbers.length + emails.length + postcodes.length > 0;
  if (conversation.customer !== undefined || isLocked || !saysSomething) return NOTHING;
  const visitor = visitorOf(conversation);
  const about = claimedIn(asked);
  if (!(await sources.guessing.mayTry(shop.id, visitor, about))) return NOTHING;
  const claims = claimsFrom(conversation, understanding.slots, message.text);
  const outcome = await firstMatch(sources, { ...asked, needed: 'claimed' }, claims);
  if (outcome.kind === 'failed') await sources.guessing.failed(shop.id, visitor, about);
  return outcome.kind === 'matched' || outcome.kind === 'failed' ? outcome : NOTHING;
}

/** Each thing that is claimed, as one would guess at it; the code of a mail is counted where it is tried. */
function claimedIn({ conversation, understanding, message }: Omit<Asked, 'needed'>): string[] {
  if (message.codeMark !== undefined) return [];
  const claims = claimsFrom(conversation, understanding.slots, message.text).slice(0, MOST_CLAIMS);
  const keys = claims.flatMap(({ email, orderNumber, postcode }) => [
    ...(email === undefined ? [] : [`email ${emailKey(email)}`]),
    ...(orderNumber === undefined ? [] : [`order ${orderNumberKey(orderNumber)}`]),
    ...(postcode === undefined ? [] : [`postcode ${postcodeKey(postcode)}`]),
  ]);
  return [...new Set(keys)];
}

/** A message may hold several numbers that look like postcodes. */
const MOST_CLAIMS = 3;

function addsSomething({ conversation, message, understanding, shop, needed }: Asked): boolean {
  const { orderNumbers, emails, postcodes } = understanding.slots;
  if (message.codeMark !== undefined || wantsCode(message, conversation)) return true;
  // Somebody half known need not say again who they are: what is missing is the code.
  const isHalfKnown = conversation.customer !== undefined && isAccepted('email-code', shop.policy, needed);
  // Given before it was settled what for.
  const wasGiven = conversation.question?.kind === 'which-intent' && Object.keys(conversation.claims).length > 0;
  return isHalfKnown || wasGiven || orderNumbers.length + emails.length + postcodes.length > 0;
}

async function prove(sources: CodeSources, asked: Asked): Promise<ProofOutcome> {
  const { shop, conversation, message, understanding, needed } = asked;
  if (message.codeMark !== undefined) return tryCode(sources, asked);
  const claims = claimsFrom(conversation, understanding.slots, message.text);
  const isCodeTaken = isAccepted('email-code', shop.policy, needed);
  const [claim = {}] = claims;
  const saysWho = conversation.customer !== undefined || claim.email !== undefined || claim.orderNumber !== undefined;
  if (isCodeTaken && saysWho && wantsCode(message, conversation)) return askForCode(sources, asked, claim);
  const outcome = await firstMatch(sources, asked, claims);
  return outcome.kind === 'nothing-claimed' && isCodeTaken && saysWho ? askForCode(sources, asked, claim) : outcome;
}

/** One customer per conversation: who is half known cannot turn out to be somebody else. */
function sameCustomer({ customer }: Conversation, outcome: ProofOutcome): ProofOutcome {
  const isOther = outcome.kind === 'matched' && customer !== undefined && customer.customerId !== outcome.customerId;
  return isOther ? { kind: 'failed', proof: outcome.proof } : outcome;
}

/** Each is tried, as one attempt. */
async function firstMatch({ shops }: CodeSources, { shop, needed }: Asked, claims: Claim[]): Promise<ProofOutcome> {
  let last: ProofOutcome = NOTHING;
  for (const claim of claims.slice(0, MOST_CLAIMS)) {
    last = await identifyCustomer(shops, shop, { claim, needed });
    if (last.kind === 'matched') return last;
  }
  return last;
}

function claimsFrom({ claims }: Conversation, slots: Slots, text: string): Claim[] {
  const orderNumber = slots.orderNumbers[0] ?? claims.orderNumber;
  const email = slots.emails[0] ?? claims.email;
  const name = nameIn(text, slots);
  const base: Claim = {
    ...(orderNumber !== undefined && { orderNumber }),
    ...(email !== undefined && { email }),
    ...(name !== undefined && { name }),
  };
  const postcodes = slots.postcodes.length > 0 ? slots.postcodes : [claims.postcode];
  return postcodes.map((postcode) => ({ ...base, ...(postcode !== undefined && { postcode }) }));
}

const NOT_NAMES =
  /\b(hi|hello|hey|my|name|full|is|i'?m|i|am|it'?s|this|and|the|zip|zipcode|code|post|postcode|postal|live|in|at|of|for|please|sure|ok|yes)\b/gi;

/** What remains beside the postcode and the little words, if that is two to four words: "Yara Sanchez, zip 75255". */
function nameIn(text: string, { postcodes }: Slots): string | undefined {
  if (postcodes.length === 0 || text.length > 200) return undefined;
  const words = text.replace(NOT_NAMES, ' ').match(/\p{L}[\p{L}'’-]*/gu) ?? [];
  return words.length >= 2 && words.length <= 4 ? words.join(' ') : undefined;
}
