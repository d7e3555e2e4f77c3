import { enAmends } from './en-amends.js';
import { enCode } from './en-code.js';
import { enDialogue } from './en-dialogue.js';
import { enFlow } from './en-flow.js';
import { enInvoice } from './en-invoice.js';
import { enKnowledge } from './en-knowledge.js';
import { enNewsletter } from './en-newsletter.js';
import { enPrivacy, enPrivacyHandoff } from './en-privacy.js';
import { enProduct } from './en-product.js';
import { enRating } from './en-rating.js';
import { enRefund } from './en-refund.js';
import { enSlots } from './en-slots.js';
import { enTone } from './en-tone.js';
import { enVoucher } from './en-voucher.js';
import { enWatch } from './en-watch.js';
import { wordings } from './wordings.js';

/** English. Short, concrete, the customer's words; no exclamation marks, no fake feelings. */
export const en = {
  /** Plain English gets the shop's neighbours' way of writing dates and money. */
  locale: (language: string) => (language.startsWith('en-') ? language : 'en-IE'),

  /** @param atAnyTime whether whoever asks for a person gets one, or only where the bot has done what it can */
  introduction: (shopName: string, atAnyTime: boolean) =>
    `I am ${shopName}’s assistant, a bot. I look things up and ${
      atAnyTime ? 'a person can take over at any time.' : 'a person takes over where I cannot help.'
    }`,
  greeting: wordings(
    'Hello. What can I do for you?',
    'Hello. How can I help?',
    'Hello again. What would you like to know?',
  ),
  farewell: wordings(
    'Goodbye. This conversation stays here if you need it again.',
    'Take care. You can write here again whenever you need to.',
    'Goodbye, then. Everything said stays here for you.',
  ),
  thanked: wordings(
    'You are welcome. Is there anything else?',
    'Glad that helped. Can I do anything else?',
    'My pleasure. Just write if there is more.',
  ),
  help: wordings(
    'I can find and cancel orders, open returns and exchanges, answer from the shop’s policies, look up products and stock, suggest products, and bring in a person.',
    'Ask me where an order is, cancel or change it, send something back, look at policies, products and stock, or ask for a person.',
    'Orders, returns, exchanges, the shop’s policies, products and stock are what I can do; for everything else I bring in a person.',
  ),
  botQuestion: (shopName: string) =>
    `I am a bot: ${shopName}’s automatic assistant. I can look up orders, policies and products, and bring in a person.`,
  nothingToConfirm: wordings(
    'There is nothing waiting for a yes right now. What would you like me to do?',
    'I had not asked anything. What shall I do?',
    'Nothing needs a yes at the moment. Tell me what you would like.',
  ),
  nothingToDrop: wordings(
    'All right. I have changed nothing.',
    'That is fine. Nothing was changed.',
    'Understood. Everything stays as it is.',
  ),
  outOfScope: (shopName: string) =>
    wordings(
      `That is outside what I can help with. I answer questions about ${shopName}’s orders, delivery, returns and products.`,
      `I cannot help with that one. What I know about is ${shopName}: orders, delivery, returns and products.`,
      `I have no answer to that. Ask me about ${shopName}’s orders, delivery, returns or products.`,
    ),
  rephrase: wordings(
    'I did not understand that. Could you say it in other words, or pick one of these?',
    'I am not sure what you mean. Is it one of these, or can you put it differently?',
    'I did not get that. Please try a shorter sentence, or pick one of these.',
  ),
  didYouMean: wordings(
    'Did you mean one of these?',
    'Which of these is it?',
    'I could read that in two ways. Which one is right?',
  ),
  waitingNoted: wordings(
    'Noted. A person will read all of this when they join.',
    'I have kept that for the person who joins.',
    'That is noted too; a person will see it.',
  ),
  waitingStill: wordings(
    'You are still in line for a person, who will answer here. I cannot tell when.',
    'A person is still on the way to you. How long that takes I do not know.',
    'Still waiting with you: a person has been told and will answer in this chat.',
  ),

  askProof: (ways: string) =>
    wordings(
      `First I need to know that it is you. Please send ${ways}.`,
      `To be sure that it is you I need ${ways}.`,
      `Before that, so that nobody else can ask for it: please send ${ways}.`,
    ),
  askProofRest: (missing: string) =>
    wordings(
      `Thank you. I also need ${missing}.`,
      `Thanks, that is one part of it. Please send ${missing} too.`,
      `Good. What is missing is ${missing}.`,
    ),
  /** Behind the ways to prove it: what somebody can do who has less. */
  proofByCode: 'If you have only one of these, I can send you a code by e-mail.',
  proofByOrder: 'the order number with its e-mail address or postcode',
  proofWays: {
    email: 'the e-mail address of your account',
    'name-and-postcode': 'your full name and postcode',
    'order-and-email': 'the order number and the e-mail address it was placed with',
    'order-and-postcode': 'the order number and the postcode it goes to',
    'email-code': 'your e-mail address or an order number, for a code that I send by e-mail',
    'signed-in': 'a message while signed in to your account',
  },
  proofParts: {
    orderNumber: 'the order number',
    email: 'the e-mail address',
    postcode: 'the postcode',
    emailOrPostcode: 'the e-mail address or the postcode of the order',
    name: 'your full name',
  },
  or: ', or ',
  comma: ', ',
  /** Between two sentences. */
  sentenceGap: ' ',
  proofFailed: wordings(
    'Those details do not match an order here. Please check them and send them again.',
    'That does not match either. Please look at your order confirmation and send the details once more.',
    'I still find no match for those details. Could there be a typing mistake?',
  ),
  ...enCode,
  proofThanks: (firstName: string) => `Thank you, ${firstName}, that matches.`,

  noOrders: wordings(
    'There are no orders on your account.',
    'Your account holds no orders.',
    'I see no orders on your account.',
  ),
  yourOrders: (count: number) => (count === 1 ? 'You have one order:' : `These are your ${count} newest orders:`),
  orderNotYours: wordings(
    'I do not find that order number among your orders.',
    'None of your orders has that number. Could a digit be wrong?',
    'That number is not one of your orders’. Please check it once more.',
  ),
  orderLine: (orderId: string, status: string, date: string) =>
    date === '' ? `${orderId} · ${status}` : `${orderId} · ${status} · ${date}`,
  status: {
    pending: 'being prepared',
    processed: 'packed',
    shipped: 'on its way',
    delivered: 'delivered',
    cancelled: 'cancelled',
    'return-requested': 'return requested',
    returned: 'returned',
    'exchange-requested': 'exchange requested',
  },
  track: {
    pending: (id: string, expected: string) =>
      expected === ''
        ? `Order ${id} is being prepared and has not been shipped yet.`
        : `Order ${id} is being prepared and has not been shipped yet. It should arrive by ${expected}.`,
    processed: (id: string, expected: string) =>
      expected === ''
        ? `Order ${id} is packed and waits for the carrier.`
        : `Order ${id} is packed and waits for the carrier. It should arrive by ${expected}.`,
    shipped: (id: string, expected: string) =>
      expected === '' ? `Order ${id} is on its way.` : `Order ${id} is on its way and should arrive by ${expected}.`,
    late: (id: string, expected: string) => `Order ${id} is on its way but late: it was due by ${expected}.`,
    delivered: (id: string, date: string) =>
      date === '' ? `Order ${id} was delivered.` : `Order ${id} was delivered on ${date}.`,
    cancelled: (id: string, date: string) =>
      date === '' ? `Order ${id} was cancelled.` : `Order ${id} was cancelled on ${date}.`,
    'return-requested': (id: string, _date: string) => `A return is open for order ${id}.`,
    returned: (id: string, _date: string) => `Order ${id} was returned.`,
    'exchange-requested': (id: string, _date: string) => `An exchange is open for order ${id}.`,
  },
  lastMilestone: (text: string, date: string) => `Last news, ${date}: ${text}`,
  lateOffer: 'A person can ask the carrier for you.',

  actionDone: 'It is done.',
  chargeLine: (amount: string, method: string) => `${amount} is taken from ${method}.`,

  ...enDialogue,
  ...enFlow,
  ...enSlots,
  ...enAmends,
  ...enPrivacy,
  ...enRating,
  ...enRefund,

  ...enVoucher,

  ...enWatch,
  ...enNewsletter,
  ...enKnowledge,
  ...enProduct,

  ...enInvoice,

  ...enTone,

  recommendIntro: (count: number) =>
    count === 1
      ? wordings('This fits:', 'Here is one that fits:', 'This one could be right:')
      : wordings('These fit:', 'Here are some that fit:', 'One of these could be right:'),
  recommendLimit: (count: number, limit: string) =>
    count === 1 ? `This fits and stays under ${limit}:` : `These fit and stay under ${limit}:`,
  recommendNothing: wordings(
    'I found nothing in the shop that fits that.',
    'Nothing in the shop fits that. Can you describe it in another way?',
    'I find nothing like that here.',
  ),
  recommendNothingUnder: (limit: string) => `I found nothing that fits under ${limit}.`,
  recommendNot: 'I may not suggest products in this shop, but I can tell you what is in stock.',
  reason: {
    similar: (to: string, shared: string) => `Like ${to}: ${shared}`,
    matches: (words: string) => `Matches ${words}`,
    wellRated: (rating: string, count: number) => `${rating} of 5 from ${count} reviews`,
    goesWith: (title: string, shared: string) => `Goes with ${title}: ${shared}`,
    goesWithOrder: (title: string, shared: string) => `Goes with your ${title}: ${shared}`,
    listed: (under: string) => `Listed under ${under}`,
    reduced: (was: string) => `Reduced from ${was}`,
    under: (limit: string) => `under ${limit}`,
  },
  stock: {
    'in-stock': (_count: number) => 'In stock',
    low: (count: number) => (count === 1 ? 'Last one' : `Only ${count} left`),
    out: (_count: number) => 'Sold out',
  },

  handoff: {
    'asked-for-a-person': wordings(
      'I am passing you to a person. They see everything above, so you need not repeat it.',
      'A person takes over from here. They see everything above.',
      'I am getting a person for you. What you wrote is there for them to read.',
    ),
    'not-understood': wordings(
      'I still do not understand, so I am passing you to a person. They see everything above.',
      'I cannot make sense of it, so a person takes over. They see everything above.',
      'This is more than I understand. I am passing you to a person who sees everything above.',
    ),
    'failed-proofs': wordings(
      'I could not match your details, so I am passing you to a person who can.',
      'Those details did not match, so a person takes over.',
      'I cannot match them. A person will help you from here.',
    ),
    'needs-a-person': wordings(
      'This needs a person. I am passing you on with what you have told me.',
      'A person has to do this one. They get everything you have told me.',
      'I am passing this to a person, with what you have told me.',
    ),
    complaint: wordings(
      'I am sorry this went wrong. A person will look at it; they see everything above.',
      'I am sorry about this. I am passing it to a person, with everything above.',
      'That was not good enough, and I am sorry. A person takes it from here.',
      'A person will look at this; they see everything above.',
      'This goes to a person now, with everything above.',
    ),
    abuse: wordings(
      'A person takes over from here. They see everything above.',
      'I leave this to a person, who sees everything above.',
      'From here on a person answers. Everything above is there for them.',
    ),
    'privacy-request': enPrivacyHandoff,
    'action-failed': wordings(
      'The shop’s system did not answer, so nothing was changed. A person will finish this for you.',
      'I got no answer from the shop’s system, and nothing was changed. A person will finish this.',
      'The shop’s system is silent, so nothing was changed. I am passing it to a person.',
    ),
    'foreign-language': wordings(
      'I read only English and Chinese, so I am passing you to a person.',
      'English and Chinese are all I read. A person takes over from here.',
      'I cannot read this language. I am getting a person for you.',
    ),
  },
  handoffOffer: 'Talk to a person',
  handoffNotYet: wordings(
    'I can pass you to a person for what I cannot do myself. What is it about?',
    'First tell me what it is about: a person takes over where I cannot help.',
    'A person takes what I cannot do. What do you need?',
  ),
  reportHeard: wordings(
    'That should not have happened.',
    'That is not how it should be.',
    'That is a mistake we should put right.',
  ),
  /** Where the shop does not let the bot hand over for it. */
  foreignLanguage: wordings(
    'I read only English and Chinese. Please write in one of them.',
    'English and Chinese are the languages I read. Could you write in one of them?',
    'I cannot read this language. Please try English or Chinese.',
  ),
  understandingDown:
    'I cannot read messages properly right now, so I am passing you to a person. Nothing you wrote is lost.',
};

export type Catalogue = typeof en;
