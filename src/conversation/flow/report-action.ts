import type { ShopActionResult } from '../../shop/shop-store.js';
import type { ConversationEvent } from '../conversation-event.js';
import { orderBlock } from '../replies/order-block.js';
import { refundDaysInWords } from '../replies/payment-method.js';
import { say } from '../replies/text-block.js';
import type { Reply, Turn } from '../turn.js';
import { applyToFlows, type FlowFrame } from './flow-frame.js';
import { sayInFlow } from './flow-walk.js';
import { nextStep } from './next-step.js';
import { endFlow, goOn } from './play-flow.js';
import { refusalInWords } from './refusal-in-words.js';

type FlowTurn = Pick<Turn, 'conversation' | 'facts' | 'texts'>;

/** What is said once the shop has answered, and how the flow that asked for it goes on. */
export function reportAction(turn: FlowTurn, result: ShopActionResult): Reply {
  const { conversation, texts } = turn;
  const frame = conversation.flows.at(-1);
  const blocks = orderBlocks(turn, result);
  if (result.kind === 'refused') {
    const refused = [say(refusalInWords(result.reason, result.order, texts)), ...blocks];
    return frame === undefined ? { blocks: refused } : endFlow(turn, 'refused', refused);
  }
  if (frame === undefined) return { blocks: [say(moneyInWords(turn, result) || texts.actionDone), ...blocks] };
  return saidDone(turn, frame, result);
}

function saidDone(turn: FlowTurn, frame: FlowFrame, result: ShopActionResult): Reply {
  const placed = nextStep(frame);
  const blocks = orderBlocks(turn, result);
  if (placed === undefined || !('do' in placed.step)) return { blocks };
  const { step, path } = placed;
  const words = sayInFlow({ frame, turn }, { said: step.done, path, more: { money: moneyInWords(turn, result) } });
  const done: ConversationEvent = { kind: 'flow-step-done', step: path };
  const [after = frame] = applyToFlows([frame], done);
  return goOn(turn, after, { blocks: [say(words.trim()), ...blocks], events: [done] });
}

function moneyInWords(turn: FlowTurn, result: ShopActionResult): string {
  if (result.kind === 'refused') return '';
  const isCredit = result.action === 'compensate' && result.order?.compensation?.kind === 'credit';
  const { texts } = turn;
  const told = result.movements.map(({ kind, amount, methodLabel, methodKind, instant }) => {
    const method = texts.methodName(methodLabel);
    if (kind === 'payment') return texts.chargeLine(texts.money(amount), method);
    if (isCredit) return texts.amends.creditLine(texts.money(amount), method);
    return instant
      ? texts.refund.isBack(texts.money(amount), method)
      : texts.refund.goesBack(texts.money(amount), method, refundDaysInWords(turn, methodKind));
  });
  return told.join(texts.sentenceGap);
}

function orderBlocks({ facts, texts }: FlowTurn, { order }: ShopActionResult): Reply['blocks'] {
  return order === undefined ? [] : [orderBlock(order, facts.shop, texts)];
}
