import type { Shop } from '../shop/shop.js';
import { FOREIGN_TEXTS, type ForeignLanguage } from '../texts/foreign-texts.js';
import type { Texts } from '../texts/texts.js';
import type { Conversation, CustomerMessage } from './conversation.js';
import { requestHandoff } from './outbox/request-handoff.js';
import { languageOf } from './reading/follow-language.js';
import { say, sayOneOf } from './replies/text-block.js';
import type { Decision } from './turn.js';

type Given = { conversation: Conversation; message: CustomerMessage; shop: Shop; texts: Texts };

/**
 * A message in a language the model does not know is not guessed at: that is said, in the conversation's language and in the
 * customer's own where there is a sentence in it, and a person reads it where the shop lets the bot hand over for that.
 * Whatever was asked stays asked. Undefined when the message is in no such language.
 */
export function answerForeign({ conversation, message, shop, texts }: Given): Decision | undefined {
  const told = languageOf(conversation, message);
  if (told?.kind !== 'foreign') return undefined;
  const answers = [message.seq];
  if (conversation.holder === 'waiting') {
    const blocks = [sayOneOf(texts.waitingNoted, { conversation })];
    return { events: [{ kind: 'bot-said', blocks, answers }], outbox: [] };
  }
  const isPassedOn = shop.policy.mayHandOverEarly;
  const blocks = [
    ...(conversation.introduced ? [] : [say(texts.introduction(shop.name, isPassedOn))]),
    sayOneOf(isPassedOn ? texts.handoff['foreign-language'] : texts.foreignLanguage, { conversation }),
    ...inTheirWords(told.language, isPassedOn, conversation),
  ];
  const said = { kind: 'bot-said' as const, blocks, answers };
  if (!isPassedOn) return { events: [said], outbox: [] };
  const summary = nameOf(told.language);
  const { events, outbox } = requestHandoff({ conversation, message, reason: 'foreign-language', summary });
  return { events: [said, ...events], outbox };
}

/** There is one sentence per language, so it is said once. */
function inTheirWords(language: ForeignLanguage | undefined, isPassedOn: boolean, { said }: Conversation) {
  if (language === undefined) return [];
  const sentence = FOREIGN_TEXTS[language][isPassedOn ? 'passedOn' : 'pleaseWrite'];
  return said.includes(sentence) ? [] : [say(sentence)];
}

const NAMES = new Intl.DisplayNames('en', { type: 'language' });

/** For the agents. */
function nameOf(language: ForeignLanguage | undefined): string {
  return language === undefined ? '' : `writes ${NAMES.of(language) ?? language}`;
}
