import type { Order, Shop } from '../../shop/shop.js';
import type { ShopActionResult } from '../../shop/shop-store.js';
import type { Texts } from '../../texts/texts.js';
import type { ConfirmQuestion } from '../purpose.js';
import type { Reply, Turn } from '../turn.js';
import { itemsInWords, orderBlock, orderChoices } from './order-block.js';
import { pickOrder } from './pick-order.js';
import { say } from './text-block.js';

/** Finds the order, asks for a reason where the shop wants one, asks for a yes. Cancels nothing itself. */
export function cancelOrder(turn: Turn): Reply {
  const { facts, texts } = turn;
  const picked = pickOrder(turn, ['pending']);
  switch (picked.kind) {
    case 'not-yours':
      return { blocks: [say(texts.orderNotYours)] };
    case 'none':
      return { blocks: [say(texts.nothingToCancel)] };
    case 'several':
      return {
        blocks: [say(texts.whichOrder), orderChoices(picked.orders, texts)],
        question: { kind: 'which-order', intent: 'cancel_order' },
      };
    case 'order':
      if (picked.order.status !== 'pending') return cannotCancel(picked.order, facts.shop, texts);
      return facts.shop.policy.cancelReasons.length > 0
        ? askReason(picked.order, turn)
        : askYes(picked.order, undefined, turn);
  }
}

/** The customer gave a reason: it must be one of the shop's. */
export function takeReason(turn: Turn, orderNumber: string, reason: string): Reply {
  const { facts, texts } = turn;
  const order = facts.orders.find(({ id }) => id === orderNumber);
  if (order === undefined) return { blocks: [say(texts.orderNotYours)] };
  const accepted = matchReason(reason, facts.shop.policy.cancelReasons);
  return accepted === undefined ? askReason(order, turn) : askYes(order, accepted, turn);
}

/** The answer to "Cancel order …?": only here a write is asked for. */
export function settleCancel({ texts, conversation }: Turn, question: ConfirmQuestion, yes: boolean): Reply {
  const { customer } = conversation;
  if (!yes || customer === undefined) return { blocks: [say(texts.cancelKept(question.orderId))] };
  return {
    blocks: [],
    action: {
      kind: 'cancel-order',
      customerId: customer.customerId,
      orderId: question.orderId,
      reason: question.reason,
    },
  };
}

/** What to say once the shop has answered. */
export function reportCancel(result: ShopActionResult, shop: Shop, texts: Texts): Reply {
  if (result.kind === 'refused') {
    return result.order !== undefined && result.reason === 'not-pending'
      ? cannotCancel(result.order, shop, texts)
      : { blocks: [say(refusal(result.reason, texts))] };
  }
  const refunds = result.refunds.map(({ amount, methodLabel, instant }) =>
    texts.refundLine(texts.money(amount), methodLabel, instant),
  );
  return {
    blocks: [say([texts.cancelDone(result.order.id), ...refunds].join(' ')), orderBlock(result.order, shop, texts)],
  };
}

/** The open confirmation again, for when something else was answered in between. */
export function remindCancel(question: ConfirmQuestion, texts: Texts): Reply['blocks'] {
  return [say(`${texts.stillOpen} ${texts.cancelYes(question.orderId)}?`), yesOrNo(question.orderId, texts)];
}

function refusal(reason: 'not-found' | 'not-pending' | 'reason-not-accepted', texts: Texts): string {
  return reason === 'reason-not-accepted'
    ? texts.cancelRefused['reason-not-accepted']
    : texts.cancelRefused['not-found'];
}

function cannotCancel(order: Order, shop: Shop, texts: Texts): Reply {
  const canReturnLater = order.status === 'shipped' || order.status === 'processed';
  return {
    blocks: [
      say(texts.cancelRefused['not-pending'](order.id, texts.status[order.status])),
      ...(canReturnLater ? [say(texts.returnInstead)] : []),
      orderBlock(order, shop, texts),
    ],
    events: [{ kind: 'order-in-focus', orderId: order.id }],
  };
}

function askReason(order: Order, { facts, texts }: Turn): Reply {
  return {
    blocks: [
      say(texts.cancelReason),
      {
        kind: 'choices',
        choices: facts.shop.policy.cancelReasons
          .slice(0, 8)
          .map((reason) => ({ label: reason, choice: `reason:${reason}` })),
      },
    ],
    events: [{ kind: 'order-in-focus', orderId: order.id }],
    question: { kind: 'cancel-reason', orderId: order.id },
  };
}

function askYes(order: Order, reason: string | undefined, { texts }: Turn): Reply {
  return {
    blocks: [
      say(texts.confirmCancel(order.id, itemsInWords(order), texts.money(order.total))),
      yesOrNo(order.id, texts),
    ],
    events: [{ kind: 'order-in-focus', orderId: order.id }],
    question: { kind: 'confirm-cancel', orderId: order.id, ...(reason !== undefined && { reason }) },
  };
}

function yesOrNo(orderId: string, texts: Texts): Reply['blocks'][number] {
  return {
    kind: 'choices',
    choices: [
      { label: texts.cancelYes(orderId), choice: `yes:${orderId}` },
      { label: texts.cancelNo, choice: `no:${orderId}` },
    ],
  };
}

/** The shop's reason whose words the customer used most of; undefined when none or no single one fits. */
function matchReason(said: string, reasons: string[]): string | undefined {
  const spoken = new Set(wordsOf(said));
  const scored = reasons
    .map((reason) => ({ reason, share: shareOf(wordsOf(reason), spoken) }))
    .sort((left, right) => right.share - left.share);
  const [best, second] = scored;
  return best !== undefined && best.share >= 0.5 && best.share > (second?.share ?? 0) ? best.reason : undefined;
}

function shareOf(words: string[], spoken: Set<string>): number {
  return words.filter((word) => spoken.has(word)).length / Math.max(1, words.length);
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
