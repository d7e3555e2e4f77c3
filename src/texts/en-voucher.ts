import { wordings } from './wordings.js';

/** What is said of voucher codes, in English. Dates, sums and names are the shop's own. */
export const enVoucher = {
  voucher: {
    /** Of a code nobody knows, and of one that is another person's. */
    unknown: (code: string) =>
      wordings(
        `I do not find a code ${code} for you. A letter O and a zero are easily swapped: could that be it?`,
        `There is no code ${code} that I could use here. Please compare it once more, letter by letter.`,
        `${code} is not a code that I know of. Is there a typing mistake in it?`,
      ),
    'not-yet': (code: string, from: string) =>
      wordings(
        `${code} is not valid yet: it begins on ${from}.`,
        `${code} starts on ${from}. Before that it is refused.`,
        `That code is early: ${code} can be used from ${from} on.`,
      ),
    expired: (code: string, to: string) =>
      wordings(
        `${code} has run out: it was valid until ${to}.`,
        `${code} ended on ${to}, so it is refused now.`,
        `The last day of ${code} was ${to}.`,
      ),
    /** @param orderId the customer's own; empty where it is not known */
    used: (code: string, orderId: string) => {
      const where = orderId === '' ? 'you have used it before' : `you used it with order ${orderId}`;
      return wordings(
        `${code} can be used once, and ${where}.`,
        `${code} counts once per customer: ${where}.`,
        `That one is used up. ${code} works once, and ${where}.`,
      );
    },
    alone: (code: string, beside: string) =>
      wordings(
        `${code} cannot be combined with ${beside}, which is on the order already.`,
        `The order has ${beside} on it, and ${code} does not go together with that.`,
        `Only one of the two: ${code} cannot stand beside ${beside}.`,
      ),
    'other-items': (code: string, what: string) =>
      wordings(
        `${code} holds only for ${what}, and the order has nothing of that.`,
        `${code} is for ${what}; there is none of it in the order.`,
        `Nothing in the order counts for ${code}: it holds for ${what}.`,
      ),
    'too-little': (code: string, minimum: string, sum: string) =>
      wordings(
        `${code} needs at least ${minimum}, and what it holds for comes to ${sum}.`,
        `What ${code} holds for comes to ${sum}; it begins at ${minimum}.`,
        `${code} is for ${minimum} or more. What counts for it comes to ${sum}.`,
      ),
    'nothing-off': (code: string) =>
      wordings(
        `${code} would take nothing off this order.`,
        `There is nothing left on this order for ${code} to take off.`,
        `${code} makes no difference to this order.`,
      ),
    /** Nothing stands against it as far as is known. @param terms sentences, perhaps none */
    open: (code: string, terms: string) =>
      wordings(
        `${code} is valid.${terms === '' ? ' I see nothing that stands against it.' : ` ${terms}`}`,
        `The code is good: ${code} can be used.${terms === '' ? '' : ` ${terms}`}`,
        `As far as I see ${code} works.${terms === '' ? '' : ` ${terms}`}`,
      ),
    /** @param what it holds for; empty: everything */
    unreduced: (what: string) => (what === '' ? 'items that are not reduced' : `${what}, not reduced`),
    terms: {
      minimum: (amount: string) => `It needs at least ${amount}.`,
      only: (what: string) => `It holds only for ${what}.`,
      alone: 'It cannot be combined with another code.',
      once: 'It counts once per customer.',
      until: (date: string) => `It is valid until ${date}.`,
    },
    whichCode: wordings(
      'I do not see a code in that. Please write it as it is printed, like SUMMER25.',
      'Which code is it? Please copy it letter by letter.',
      'I could not make out the code. How exactly is it written?',
    ),
    tooMany: wordings(
      'Too many codes were tried in a short time. In an hour I can look again; a person can help now.',
      'That were many codes at once, so I take no more for an hour. A person can look at it now.',
      'For an hour I cannot check further codes. A person can do it for you.',
    ),
    /** The shop takes codes only while ordering. */
    tooLate: wordings(
      'A code counts while ordering; this shop does not add one afterwards. A person can tell you what else is possible.',
      'Codes cannot be added once an order is placed here. If you like, a person looks at it.',
      'Once the order is placed, no code can be put on it in this shop. A person may know another way.',
    ),
  },
};

/** Why a code cannot be put on an order, where its details are not at hand. */
export const enVoucherRefused = {
  'voucher-unknown': (_id: string, _status: string) => 'I do not find that code for you.',
  'voucher-not-yet': (_id: string, _status: string) => 'That code is not valid yet.',
  'voucher-expired': (_id: string, _status: string) => 'That code has run out.',
  'voucher-used': (_id: string, _status: string) => 'You have used that code before.',
  'voucher-alone': (id: string, _status: string) => `That code cannot be combined with the one on order ${id}.`,
  'voucher-other-items': (id: string, _status: string) => `Nothing in order ${id} counts for that code.`,
  'voucher-too-little': (id: string, _status: string) => `Order ${id} does not reach the sum that code needs.`,
  'voucher-nothing-off': (id: string, _status: string) => `That code would take nothing off order ${id}.`,
  'voucher-too-late': (id: string, _status: string) => `No code can be put on order ${id} any more.`,
};
