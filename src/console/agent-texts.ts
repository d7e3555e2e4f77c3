import type { Question } from '../conversation/conversation-event.js';
import type { HandoffReason } from '../conversation/handoff-reason.js';
import { type Refusal, refusalSchema, type ShopAction } from '../shop/actions/shop-action.js';
import { type Proof, proofSchema } from '../shop/shop.js';

/** Title of an intent by its name, as the intent file gives it; undefined where that intent is no longer there. */
export type IntentTitle = (intent: string) => string | undefined;

/** What the console says about the log, in the words of a support desk. */
export const AGENT_TEXTS = {
  visitor: (shortId: string) => `Visitor ${shortId}`,
  handoff: {
    'asked-for-a-person': 'Asked for a person',
    'not-understood': 'The bot did not understand',
    'failed-proofs': 'Could not prove who they are',
    'needs-a-person': 'Needs what the bot may not do',
    complaint: 'Complaint',
    'privacy-request': 'Asks for their data, or what becomes of them',
    'action-failed': 'The shop’s system did not answer',
    'foreign-language': 'Writes in a language the bot does not read',
    abuse: 'Insults or spam',
  } satisfies Record<HandoffReason, string>,
  proof: {
    email: 'e-mail address',
    'name-and-postcode': 'name and postcode',
    'order-and-email': 'order number and e-mail address',
    'order-and-postcode': 'order number and postcode',
    'email-code': 'code by e-mail',
    'signed-in': 'signed in to the shop',
  } satisfies Record<Proof, string>,
  identified: (proof: string) => `Proved who they are: ${proof}`,
  proofFailed: (proof: string) => `Details did not match: ${proof}`,
  handedOver: (reason: string) => `Handed over: ${reason}`,
  /** @param seconds between two messages; undefined where none is taken for a while */
  restrained: (seconds: number | undefined) =>
    seconds === undefined
      ? 'Paused after insults or spam'
      : `Takes one message in ${seconds} seconds after insults or spam`,
  codeAsked: (isKnown: boolean) =>
    isKnown ? 'Asked for a code by e-mail' : 'Asked for a code by e-mail; nobody was found it could go to',
  codeRefused: 'Typed a code that is not the right one',
  codeUnsent: 'The mail with the code could not be sent',
  blocked: (agent: string, reason: string) => `${agent} blocked this visitor: ${reason}`,
  unblocked: (agent: string) => `${agent} lets this visitor write again`,
  rated: (value: number, hasComment: boolean) =>
    hasComment ? `Said what was behind the ${value} of 5` : `Rated ${value} of 5`,
  actionRequested: (action: string) => `Asked the shop to ${action}`,
  action: {
    'cancel-order': (orderId: string) => `cancel order ${orderId}`,
    'change-items': (orderId: string) => `change the items of order ${orderId}`,
    'change-address': (orderId: string) => `change the address of order ${orderId}`,
    'change-payment': (orderId: string) => `change how order ${orderId} is paid`,
    'apply-voucher': (orderId: string) => `put a voucher code on order ${orderId}`,
    'return-items': (orderId: string) => `open a return for order ${orderId}`,
    'exchange-items': (orderId: string) => `open an exchange for order ${orderId}`,
    compensate: (orderId: string) => `make good for order ${orderId}`,
    'change-own-address': (_orderId: string) => 'change the customer’s address',
    'watch-stock': (_orderId: string) => 'send a notice when something is back in stock',
    'withdraw-watch': (_orderId: string) => 'send no notice about stock',
    subscribe: (_orderId: string) => 'write to an address that the newsletter was asked for',
    unsubscribe: (_orderId: string) => 'take an address off the newsletter',
    'change-own-phone': (_orderId: string) => 'change the customer’s phone number',
  } satisfies Record<ShopAction['kind'], (orderId: string) => string>,
  actionDone: 'The shop confirmed it',
  actionFailed: (reason: string) => `The shop did not do it: ${reason}`,
  refusal: {
    'not-found': 'there is no such order',
    'not-pending': 'the order is no longer being prepared',
    'not-delivered': 'the order is not delivered',
    'already-changed': 'its items were changed already',
    'too-late': 'the time for sending back is over',
    'reason-not-accepted': 'that reason is not accepted',
    'nothing-chosen': 'nothing was chosen',
    'unknown-item': 'the order does not hold that',
    'other-product': 'it is another product',
    'same-variant': 'it is the same already',
    'not-available': 'it is sold out',
    'unknown-method': 'it is not the customer’s payment method',
    'same-method': 'the order is paid that way already',
    'method-not-allowed': 'money may not go there',
    'balance-too-low': 'the gift card holds too little',
    'voucher-unknown': 'there is no such code for this customer',
    'voucher-not-yet': 'the code is not valid yet',
    'voucher-expired': 'the code has run out',
    'voucher-used': 'the customer has used the code before',
    'voucher-alone': 'the code cannot be combined with the one on the order',
    'voucher-other-items': 'the code holds for nothing in the order',
    'voucher-too-little': 'the order does not reach the sum the code needs',
    'voucher-nothing-off': 'the code would take nothing off',
    'voucher-too-late': 'the shop takes codes only while ordering',
    'not-compensated': 'the settings give nothing for it',
    'not-late': 'the order is not late',
    'not-arrived': 'the order has not arrived',
    'reported-late': 'it was reported too late',
    'already-compensated': 'the order was made good for already',
    'compensation-limit': 'the customer has been given what a year allows',
    'terms-changed': 'the settings changed meanwhile',
    'too-many-addresses': 'the chat had mails sent to too many addresses',
    'no-watch': 'nobody waits for anything here',
  } satisfies Record<Refusal, string>,
  noAnswer: 'its system did not answer',
} as const;

export function intentInWords(intent: string, titleOf: IntentTitle): string {
  return titleOf(intent) ?? intent.replaceAll('_', ' ');
}

/** What the bot waits for, as one sentence. */
export function questionInWords(question: Question, titleOf: IntentTitle): string {
  const quoted = (intent: string) => `“${intentInWords(intent, titleOf)}”`;
  switch (question.kind) {
    case 'identify':
      return `Waits for proof of who they are, to help with ${quoted(question.intent)}`;
    case 'which-order':
      return `Asked which order is meant, to help with ${quoted(question.intent)}`;
    case 'cancel-reason':
      return `Asked why order ${question.orderId} should be cancelled`;
    case 'confirm-cancel':
      return `Waits for a yes to cancel order ${question.orderId}`;
    case 'which-intent':
      return `Asked which is meant: ${question.intents.map(quoted).join(' or ')}`;
    case 'offer':
      return `Offered to help with ${quoted(question.intent)}`;
    case 'rephrase':
      return 'Asked for other words';
    case 'rating-comment':
      return 'Asked what could have been better';
    case 'flow-slot':
      return `Asked for: ${question.slot}`;
    case 'flow-confirm':
      return 'Waits for a yes before anything is changed';
  }
}

export function actionInWords(action: ShopAction): string {
  return AGENT_TEXTS.action[action.kind]('orderId' in action ? action.orderId : '');
}

/** A proof's name where the log holds one of another time. */
export function proofInWords(proof: string): string {
  const known = proofSchema.safeParse(proof);
  return known.success ? AGENT_TEXTS.proof[known.data] : proof;
}

/** @param reason a refusal of the shop's, or the code of a fault */
export function refusalInWords(reason: string): string {
  const known = refusalSchema.safeParse(reason);
  return known.success ? AGENT_TEXTS.refusal[known.data] : AGENT_TEXTS.noAnswer;
}
