import { enAmendsRefused } from './en-amends.js';
import { enVoucherRefused } from './en-voucher.js';
import { wordings } from './wordings.js';

/** What flows say beside their own texts, in English. */
export const enFlow = {
  /** What a flow says beside its own texts. */
  flow: {
    reasonNotAccepted: (reasons: string) =>
      wordings(
        `The shop takes only these reasons: ${reasons}. Which one is it?`,
        `I need one of the shop’s reasons: ${reasons}. Which fits?`,
        `It has to be one of these: ${reasons}. Which one shall I note?`,
      ),
    whichItems: wordings(
      'I did not find that among the items of this order. Which ones do you mean?',
      'That is not an item of this order as far as I see. Which ones are it?',
      'I cannot match that to the items of this order. Please pick them below.',
    ),
    allItems: 'All of them',
    howMany: (item: string) =>
      wordings(`How many is it of ${item}?`, `How many of them: ${item}?`, `Is it all of them, or how many: ${item}?`),
    cannotAdd: wordings(
      'I cannot add anything to an order that is placed; a new order is the way to get it.',
      'Nothing can be put into an order any more once it is placed. It takes an order of its own.',
      'An order that is placed stays as long as it is: what is to come on top needs a new order.',
    ),
    cannotRemove: wordings(
      'I cannot take a single item out of an order. Each can only become another version of the same.',
      'A single item cannot be taken out of an order here; it can only become another version of the same.',
      'Taking one item out is not possible here. What I can do is change it to another version.',
    ),
    noSuchOption: (option: string, title: string) =>
      wordings(
        `There is no ${option} of ${title}. This is what can be had:`,
        `${title} does not come in ${option}. These can be had:`,
        `I am sorry, ${title} is not made in ${option}. Is one of these all right?`,
      ),
    insteadOf: (item: string) => `Instead of ${item}:`,
    whichVariant: (title: string) =>
      wordings(
        `I did not find that for ${title}. This is what can be had:`,
        `${title} does not come like that. These can be had:`,
        `I cannot match that to a version of ${title}. Please pick one:`,
      ),
    soldOut: (variant: string) =>
      wordings(
        `${variant} is sold out. What else may it be?`,
        `There is no ${variant} left. Which other one would you like?`,
        `${variant} is gone, I am afraid. Is there another one you would take?`,
      ),
    whichMethod: wordings(
      'I did not find that among your payment methods. Which one is it?',
      'That is not one of your payment methods as far as I see. Which one shall it be?',
      'I cannot match that to a payment method. Please pick one below.',
    ),
    difference: (amount: string, sign: number) =>
      sign === 0 ? 'The price stays the same.' : sign > 0 ? `It costs ${amount} more.` : `It costs ${amount} less.`,
    addressParts: { line1: 'street and number', city: 'the city', postcode: 'the postcode' },
    addressMisses: (parts: string) =>
      wordings(
        `I could not read ${parts}. Please write the whole address with commas: street and number, city, postcode.`,
        `I still miss ${parts}. Like this, please: street and number, city, postcode.`,
        `I do not see ${parts} in it. Please send the address once more, with commas: street and number, city, postcode.`,
      ),
    stuck: wordings(
      'I still cannot read it. A person can, or we leave it.',
      'I keep misreading it. Shall a person take over, or do we leave it?',
      'I cannot make that out. A person can help, or we leave it.',
    ),
    wholeOnly: wordings(
      'An order can only be cancelled as a whole, with everything in it.',
      'I can cancel the whole order only, not a part of it.',
      'Only all of an order can be cancelled; what you do not want can go back once it is there.',
    ),
    drop: 'Leave it',
    dropped: (title: string) =>
      wordings(
        `All right, I have left it: ${title}. Nothing was changed.`,
        `Left as it was: ${title}. Nothing was changed.`,
        `Fine, we leave it: ${title}. Nothing was changed.`,
      ),
    backTo: (title: string) => wordings(`Back to: ${title}.`, `Now on with: ${title}.`, `Where we were: ${title}.`),
    finishFirst: wordings(
      'Let us finish one of the things we have begun first.',
      'We have several things open. Let us finish one of them first.',
      'One thing after the other: first what we have begun.',
    ),
  },
  /** Why nothing can be sent back, where it is not that it still has to come. */
  notDelivered: {
    'return-requested': (id: string) => `A return is open for order ${id} already.`,
    returned: (id: string) => `Order ${id} has been sent back already.`,
    'exchange-requested': (id: string) => `An exchange is open for order ${id} already.`,
    cancelled: (id: string) => `Order ${id} was cancelled, so there is nothing to send back.`,
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
    'too-many-addresses': (_id: string, _status: string) =>
      'This chat has asked for mails to several addresses within an hour, so I take no further one for now.',
    'no-watch': (_id: string, _status: string) =>
      'I find no back-in-stock notice that was asked for here, so there is none to take back.',
    ...enVoucherRefused,
    ...enAmendsRefused,
  },
};
