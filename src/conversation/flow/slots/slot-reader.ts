import type { Block } from '../../../protocol/block.js';
import type { Order, Product } from '../../../shop/shop.js';
import type { Texts } from '../../../texts/texts.js';
import type { Slots } from '../../../understanding/understanding.js';
import type { Conversation } from '../../conversation.js';
import type { Facts } from '../../turn.js';
import type { AskStep } from '../flow.js';
import type { SlotValue, SlotValues } from '../slot-value.js';

/** One message, as far as slots are read from it. */
export type Heard = {
  text: string;
  /** Of the quick reply that was pressed. */
  choice: string | undefined;
  slots: Slots;
};

/** What a slot is read in the light of. */
export type SlotContext = {
  step: AskStep;
  /** Newest first: this message, and the one that began the flow if that was not read yet. */
  heard: readonly Heard[];
  /** Whether the newest message answers the question for this very slot. */
  isAsked: boolean;
  /** What this slot holds, where the words may put another value in its place; a "yes" alone never does. */
  corrects?: SlotValue;
  /** What the flow knows already. */
  slots: SlotValues;
  /** What this slot holds so far, where it takes several answers. */
  partial: SlotValue | undefined;
  conversation: Conversation;
  facts: Facts;
  /** Whether the flow could do for an order what it is there for. */
  canServe(order: Order): boolean;
  product(productId: Product['id']): Product | undefined;
  texts: Texts;
};

export type SlotReading<Value> =
  | { kind: 'filled'; value: Value }
  /** Something of it: ask on. */
  | { kind: 'partly'; value: Value; problem?: string }
  /** There is nothing to choose from. */
  | { kind: 'none' }
  /** Not said yet, or not so that it could be read: then `problem` tells why. `isAnswer`: it was said, and cannot be had. */
  | { kind: 'open'; problem?: string; isAnswer?: boolean };

/** How slots of one kind are read, asked for and said. */
export type SlotReader<Value> = {
  read(context: SlotContext): SlotReading<Value>;
  /** What is shown under the question: quick replies, mostly. */
  offer(context: SlotContext): Block[];
  /** How the value is said: '' stands for `{slot}`, `x` for `{slot.x}`. */
  words(
    value: Value,
    context: Omit<SlotContext, 'step' | 'heard' | 'isAsked' | 'partial' | 'canServe'>,
  ): Record<string, string>;
};

/** The quick reply pressed for this slot: `slot:NAME:VALUE`. Choices come from the client and are checked as any answer. */
export function pressed({ step, heard }: SlotContext): string | undefined {
  const prefix = `slot:${step.ask}:`;
  const choice = heard.find((one) => one.choice?.startsWith(prefix))?.choice;
  return choice?.slice(prefix.length);
}

export function choiceFor(step: AskStep, value: string): string {
  return `slot:${step.ask}:${value}`;
}
