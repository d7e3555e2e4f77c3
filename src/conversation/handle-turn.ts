import { setTimeout as pause } from 'node:timers/promises';
import { toAppError } from '../errors.js';
import type { ConversationId, ShopId } from '../protocol/ids.js';
import type { Shop } from '../shop/shop.js';
import { textsFor } from '../texts/texts.js';
import type { Understanding } from '../understanding/understanding.js';
import { answerForeign } from './answer-foreign.js';
import { chooseReply } from './choose-reply.js';
import type { Conversation, CustomerMessage } from './conversation.js';
import type { Asked } from './facts/asked.js';
import { gatherFacts } from './facts/gather-facts.js';
import { gatherWishes } from './facts/gather-wishes.js';
import { giveUpOnUnderstanding } from './give-up.js';
import type { Phrase } from './phrasing/phrase-reply.js';
import { followLanguage } from './reading/follow-language.js';
import { orTakenOver } from './reading/or-taken-over.js';
import { orNamedProduct } from './reading/products/or-named-product.js';
import type { Purpose } from './reading/purpose.js';
import { readPurpose } from './reading/read-purpose.js';
import { leadBy, leadOf, readWishes } from './reading/read-wishes.js';
import { settleAction } from './settle-action.js';
import { takeUpFlow } from './take-up-flow.js';
import type { Decision } from './turn.js';
import type { TurnDeps } from './turn-deps.js';
import { orNamedCode } from './voucher/named-code.js';

/**
 * Pays every turn owed in one conversation, oldest first. Safe to repeat and to be cut off anywhere: what is owed
 * is read from the log each time round, and a decision that comes too late (`stale`) is thrown away and made again.
 */
export async function handleTurn(deps: TurnDeps, shopId: ShopId, conversationId: ConversationId): Promise<void> {
  const understandings = new Map<number, Understanding | undefined>();
  const phrase = deps.phrasing?.begin();
  for (;;) {
    const conversation = await deps.recent(shopId, conversationId);
    const shop = await deps.sources.shops.shop(shopId);
    if (shop === undefined) return;
    if (conversation.openAction !== undefined) {
      await settleAction(deps, shop, conversation);
      continue;
    }
    if (conversation.owedResume !== undefined) {
      await takeUpFlow(deps, shop, conversation);
      continue;
    }
    const [message] = conversation.owed;
    if (message === undefined) return;
    if (!understandings.has(message.seq)) understandings.set(message.seq, await understandOrGiveUp(deps, message));
    const decision = await decide(deps, {
      shop,
      conversation,
      message,
      understanding: understandings.get(message.seq),
      phrase,
    });
    await deps.conversations.append(shopId, conversationId, conversation.seq, decision.events, {
      at: deps.clock.now(),
      outbox: decision.outbox,
    });
  }
}

type Deciding = {
  shop: Shop;
  conversation: Conversation;
  message: CustomerMessage;
  understanding: Understanding | undefined;
  phrase: Phrase | undefined;
};

async function decide(deps: TurnDeps, deciding: Deciding): Promise<Decision> {
  const { message } = deciding;
  if (deciding.conversation.holder === 'agent') {
    return { events: [{ kind: 'turn-waived', answers: [message.seq] }], outbox: [] };
  }
  const { conversation, events } = followLanguage(deciding.conversation, message);
  const decision = await answer(deps, { ...deciding, conversation });
  return { ...decision, events: [...events, ...decision.events] };
}

async function answer(deps: TurnDeps, deciding: Deciding): Promise<Decision> {
  const { shop, conversation, message, understanding, phrase } = deciding;
  const texts = textsFor(conversation.language, shop);
  const foreign = answerForeign({ conversation, message, shop, texts });
  if (foreign !== undefined) return foreign;
  if (understanding === undefined) return giveUpOnUnderstanding(conversation, message, texts);
  const read = await readMeant(deps, { shop, conversation, message, understanding });
  const wishes = await readWishes(deps, { shop, conversation, text: message.text, understanding, purpose: read });
  const lead = leadOf(wishes);
  const purpose = leadBy(read, lead);
  const facts = await gatherFacts(deps.sources, {
    shop,
    conversation,
    message,
    understanding,
    purpose,
    lead,
    now: deps.clock.now(),
  });
  const gathered = await gatherWishes(deps, wishes, { shop, conversation, message, facts });
  const decision = chooseReply({ conversation, message, understanding, purpose, facts, texts, wishes: gathered });
  return phrase === undefined ? decision : phrase(decision, conversation);
}

/** Where the words could not be read for sure, what they name may still tell. */
async function readMeant({ sources }: TurnDeps, said: Omit<Asked, 'purpose' | 'now'>): Promise<Purpose> {
  const asked = { ...said, purpose: readPurpose({ ...said, intents: sources.intents }) };
  const named = { ...asked, purpose: orNamedCode(asked, sources.intents) };
  const taken = { ...named, purpose: orTakenOver(named, sources) };
  return orNamedProduct(taken, sources);
}

const ATTEMPTS = 4;

/** A committed message is never dropped: when it cannot be read after several tries, a person gets it. */
async function understandOrGiveUp(deps: TurnDeps, message: CustomerMessage): Promise<Understanding | undefined> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    try {
      return await deps.understand(message.text);
    } catch (error) {
      const { code, retryAfterMs } = toAppError(error);
      deps.log.warn({ code, attempt }, 'message not understood, trying again');
      await pause(retryAfterMs ?? 200 * 2 ** attempt);
    }
  }
  deps.log.error({ attempts: ATTEMPTS }, 'message not understood, handing over');
  return undefined;
}
