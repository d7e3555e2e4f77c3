import type { Shop } from '../../shop/shop.js';
import { textsFor } from '../../texts/texts.js';
import type { Conversation } from '../conversation.js';
import type { ConversationEvent } from '../conversation-event.js';
import { codeChoices } from '../replies/code-reply.js';
import { waysInWords } from '../replies/proof-ways.js';
import { say, sayOneOf } from '../replies/text-block.js';

/** The customer is told to prove it another way; not while a person speaks with them, who sees it in the log. */
export function unsentEvents(conversation: Conversation, shop: Shop, challenge: number): ConversationEvent[] {
  const unsent = { kind: 'code-unsent', challenge } as const;
  if (conversation.holder === 'agent') return [unsent];
  const texts = textsFor(conversation.language, shop);
  const ways = shop.policy.proofs.filter((proof) => proof !== 'email-code');
  const other = ways.length === 0 ? [] : [say(texts.code.otherWays(waysInWords(ways, texts)))];
  const blocks = [
    sayOneOf(texts.code.unsent, { conversation }),
    ...other,
    codeChoices({ texts }, texts.code.sendAgain),
  ];
  return [unsent, { kind: 'bot-said', blocks, answers: [] }];
}
