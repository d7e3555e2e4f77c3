import { applyVoucher } from './apply-voucher.js';
import { cancel } from './cancel.js';
import { changeAddress, changeOwnAddress } from './change-address.js';
import { changeItems } from './change-items.js';
import { changePayment } from './change-payment.js';
import { changeOwnPhone } from './change-phone.js';
import { compensate } from './compensate.js';
import { exchangeItems } from './exchange-items.js';
import { returnItems } from './return-items.js';
import type { ActionFacts, Decided, OrderAction } from './shop-action.js';

/**
 * Whether the shop's policy allows an action, and everything that changes when it is done. Pure: who stores the changes
 * stores all of them in one transaction. The same function tells beforehand why something would be refused.
 */
export function decideAction(action: OrderAction, facts: ActionFacts): Decided {
  const decided = decide(action, facts);
  return decided.kind === 'refused' || facts.policy.countsStock ? decided : { ...decided, stock: [] };
}

function decide(action: OrderAction, facts: ActionFacts): Decided {
  switch (action.kind) {
    case 'cancel-order':
      return cancel(action, facts);
    case 'change-items':
      return changeItems(action, facts);
    case 'change-address':
      return changeAddress(action, facts);
    case 'change-payment':
      return changePayment(action, facts);
    case 'apply-voucher':
      return applyVoucher(action, facts);
    case 'return-items':
      return returnItems(action, facts);
    case 'exchange-items':
      return exchangeItems(action, facts);
    case 'compensate':
      return compensate(action, facts);
    case 'change-own-address':
      return changeOwnAddress(action, facts);
    case 'change-own-phone':
      return changeOwnPhone(action, facts);
  }
}
