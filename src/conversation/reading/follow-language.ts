import { type ToldLanguage, tellLanguage } from '../../understanding/tell-language.js';
import type { Conversation, CustomerMessage } from '../conversation.js';
import type { ConversationEvent } from '../conversation-event.js';
import { allSteps } from '../flow/flow.js';

export type Followed = {
  /** In the customer's language from this message on. */
  conversation: Conversation;
  /** What records that. */
  events: ConversationEvent[];
};

/** The bot answers in the language that it is clearly written to in, and stays with it until another is as clear. */
export function followLanguage(conversation: Conversation, message: CustomerMessage): Followed {
  const told = languageOf(conversation, message);
  const kept = { conversation, events: [] };
  if (told?.kind !== 'read' || isSpoken(conversation, told.language)) return kept;
  const { language } = told;
  if (language === 'zh' && conversation.question?.kind === 'identify' && !isChineseSentence(message.text)) return kept;
  return { conversation: { ...conversation, language }, events: [{ kind: 'language-set', language }] };
}

/** What a message is written in, unless it may hold anything: a pressed reply, an address, a reason in the customer's words. */
export function languageOf({ question, flows }: Conversation, message: CustomerMessage): ToldLanguage | undefined {
  if (message.choice !== undefined) return undefined;
  const steps = allSteps(flows.at(-1)?.flow.steps ?? []);
  const asked = steps.find((step) => 'ask' in step && question?.kind === 'flow-slot' && step.ask === question.slot);
  const takesAnything = asked !== undefined && 'ask' in asked && (asked.as === 'address' || asked.as === 'text');
  return takesAnything ? undefined : tellLanguage(message.text);
}

function isSpoken({ language }: Conversation, other: string): boolean {
  return language.toLowerCase().split('-')[0] === other;
}

/** A name is Chinese characters too; words like these are not in names. */
function isChineseSentence(text: string): boolean {
  return /[我你您的了吗呢不是要没请这那怎什哪几谢给把在]/u.test(text);
}
