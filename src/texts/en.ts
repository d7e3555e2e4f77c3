/** English. Short, concrete, the customer's words; no exclamation marks, no fake feelings. */
export const en = {
  /** Plain English gets the shop's neighbours' way of writing dates and money. */
  locale: (language: string) => (language.startsWith('en-') ? language : 'en-IE'),

  introduction: (shopName: string) =>
    `I am ${shopName}’s assistant, a bot. I look things up and a person can take over at any time.`,
  greeting: 'Hello. What can I do for you?',
  farewell: 'Goodbye. This conversation stays here if you need it again.',
  thanked: 'You are welcome. Is there anything else?',
  help: 'I can find and cancel orders, answer from the shop’s policies, look up products and stock, suggest products, and bring in a person.',
  botQuestion: (shopName: string) =>
    `I am a bot: ${shopName}’s automatic assistant. I can look up orders, policies and products, and bring in a person.`,
  nothingToConfirm: 'There is nothing waiting for a yes right now. What would you like me to do?',
  nothingToDrop: 'All right. I have changed nothing.',
  outOfScope: (shopName: string) =>
    `That is outside what I can help with. I answer questions about ${shopName}’s orders, delivery, returns and products.`,
  rephrase: 'I did not understand that. Could you say it in other words, or pick one of these?',
  didYouMean: 'Did you mean one of these?',
  waitingNoted: 'Noted. A person will read all of this when they join.',

  askProof: (ways: string) => `To show you this I need to know that the order is yours. Please send ${ways}.`,
  askProofRest: (missing: string) => `Thank you. I also need ${missing}.`,
  proofWays: {
    email: 'the e-mail address of your account',
    'name-and-postcode': 'your full name and postcode',
    'order-and-email': 'the order number and the e-mail address it was placed with',
    'order-and-postcode': 'the order number and the postcode it goes to',
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
  proofFailed: 'Those details do not match an order here. Please check them and send them again.',
  proofThanks: (firstName: string) => `Thank you, ${firstName}, that matches.`,
  proofLocked: 'I could not match your details, so I am passing you to a person who can.',

  noOrders: 'There are no orders on your account.',
  yourOrders: (count: number) => (count === 1 ? 'You have one order:' : `These are your ${count} newest orders:`),
  whichOrder: 'Which order do you mean?',
  orderNotYours: 'I do not find that order number among your orders.',
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
  trackedBy: (carrier: string, code: string) => `${carrier} ${code}`,

  refundLine: (amount: string, method: string, instant: boolean) =>
    instant ? `${amount} is back on ${method} now.` : `${amount} goes back to ${method} within 5 to 7 business days.`,
  actionDone: 'It is done.',
  chargeLine: (amount: string, method: string) => `${amount} is taken from ${method}.`,

  /** What a flow says beside its own texts. */
  flow: {
    reasonNotAccepted: (reasons: string) => `The shop takes only these reasons: ${reasons}. Which one is it?`,
    whichItems: 'I did not find that among the items of this order. Which ones do you mean?',
    allItems: 'All of them',
    insteadOf: (item: string) => `Instead of ${item}:`,
    whichVariant: (title: string) => `I did not find that for ${title}. This is what can be had:`,
    soldOut: (variant: string) => `${variant} is sold out. What else may it be?`,
    whichMethod: 'I did not find that among your payment methods. Which one is it?',
    difference: (amount: string, sign: number) =>
      sign === 0 ? 'The price stays the same.' : sign > 0 ? `It costs ${amount} more.` : `It costs ${amount} less.`,
    addressParts: { line1: 'street and number', city: 'the city', postcode: 'the postcode' },
    addressMisses: (parts: string) =>
      `I could not read ${parts}. Please write the whole address with commas: street and number, city, postcode.`,
    stuck: 'I still cannot read it. A person can, or we leave it.',
    drop: 'Leave it',
    dropped: (title: string) => `All right, I have left it: ${title}. Nothing was changed.`,
    backTo: (title: string) => `Back to: ${title}.`,
    finishFirst: 'Let us finish one of the things we have begun first.',
  },
  /** Why something is refused. @param id the order's number; empty when there is none */
  refused: {
    'not-found': (_id: string, _status: string) => 'I do not find that order among your orders.',
    'not-pending': (id: string, status: string) =>
      `Order ${id} can no longer be changed or cancelled: it is ${status}.`,
    'not-delivered': (id: string, status: string) =>
      `Order ${id} cannot be sent back: it is ${status}. That can be done once it is delivered.`,
    'already-changed': (id: string, _status: string) =>
      `The items of order ${id} were changed already. That can be done once, and nothing can be changed after it.`,
    'too-late': (id: string, _status: string) => `The time for sending back order ${id} is over.`,
    'reason-not-accepted': (_id: string, _status: string) => 'The shop does not accept that reason for cancelling.',
    'nothing-chosen': (_id: string, _status: string) => 'Nothing was chosen.',
    'unknown-item': (id: string, _status: string) => `Order ${id} does not hold so many of that.`,
    'other-product': (_id: string, _status: string) =>
      'It can only be exchanged for another version of the same product.',
    'same-variant': (_id: string, _status: string) => 'That is what you have already.',
    'not-available': (_id: string, _status: string) => 'That is sold out.',
    'unknown-method': (_id: string, _status: string) => 'That is not one of your payment methods.',
    'same-method': (_id: string, _status: string) => 'The order is paid that way already. It has to be another one.',
    'method-not-allowed': (_id: string, _status: string) =>
      'Money can go back the way the order was paid, or onto a gift card.',
    'balance-too-low': (_id: string, _status: string) => 'There is not enough on that gift card.',
  },

  refundNone: 'I see no refund on your orders.',
  refundSeen: (id: string, amount: string, method: string, date: string) =>
    date === ''
      ? `Order ${id}: ${amount} was refunded to ${method}.`
      : `Order ${id}: ${amount} was refunded to ${method} on ${date}.`,
  refundPending: (id: string) => `Order ${id}: the return is open; the money follows once it has been checked.`,

  policySaysNothing: 'The shop’s policies say nothing about that. A person can tell you.',
  recommendIntro: (count: number) => (count === 1 ? 'This fits:' : 'These fit:'),
  recommendLimit: (count: number, limit: string) =>
    count === 1 ? `This fits and stays under ${limit}:` : `These fit and stay under ${limit}:`,
  recommendNothing: 'I found nothing in the shop that fits that.',
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
  stockHeader: (title: string) => `${title}: this is what we have.`,
  stockLine: (option: string, stock: string) => `${option}: ${stock}`,
  productNotFound: 'I do not find that product. What is it called, or what kind of thing is it?',
  productFacts: (title: string) => `${title}:`,
  factLine: (name: string, value: string) => `${name}: ${value}`,
  factSource: 'From the product page.',

  handoff: {
    'asked-for-a-person': 'I am passing you to a person. They see everything above, so you need not repeat it.',
    'not-understood': 'I still do not understand, so I am passing you to a person. They see everything above.',
    'failed-proofs': 'I could not match your details, so I am passing you to a person who can.',
    'needs-a-person': 'This needs a person. I am passing you on with what you have told me.',
    complaint: 'I am sorry this went wrong. A person will look at it; they see everything above.',
    'action-failed': 'The shop’s system did not answer, so nothing was changed. A person will finish this for you.',
  },
  handoffOffer: 'Talk to a person',
  reportHeard: 'That should not have happened.',
  understandingDown:
    'I cannot read messages properly right now, so I am passing you to a person. Nothing you wrote is lost.',
};

export type Catalogue = typeof en;
