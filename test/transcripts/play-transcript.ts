import { createHash } from 'node:crypto';
import { createAgentDesk } from '../../src/conversation/agent-desk.js';
import type { Conversation } from '../../src/conversation/conversation.js';
import { gatherFlowFacts } from '../../src/conversation/facts/gather-facts.js';
import { valuesOf } from '../../src/conversation/flow/flow-walk.js';
import { handleTurn } from '../../src/conversation/handle-turn.js';
import { openConversation } from '../../src/conversation/open-conversation.js';
import { receiveMessage } from '../../src/conversation/receive-message.js';
import type { TurnRunner } from '../../src/conversation/turns/turn-runner.js';
import { createFingerprint } from '../../src/privacy/fingerprint.js';
import type { Block } from '../../src/protocol/block.js';
import {
  agentIdSchema,
  type ConversationId,
  clientMessageIdSchema,
  customerIdSchema,
  visitorIdSchema,
} from '../../src/protocol/ids.js';
import { shopSchema } from '../../src/shop/shop.js';
import type { ShopFile } from '../../src/shop/shop-file.js';
import { textsFor } from '../../src/texts/texts.js';
import { wordsOf } from '../support/shopper.js';
import type { Difference } from './difference.js';
import { judgeShop, type ShopSeen } from './judge-shop.js';
import { judgeTurn, type TurnSeen } from './judge-turn.js';
import type { Stage } from './stage.js';
import type { ScriptedTurn, Transcript } from './transcript.js';

export type PlayedTurn = { said: string; reply: string; differences: Difference[] };
export type Played = { turns: PlayedTurn[]; shop: Difference[] };

const AGENT = { agentId: agentIdSchema.parse('agent-1'), name: 'Robin' };
/** Whoever plays takes every turn itself, to know when it is over. */
const TURNS: TurnRunner = { wake: () => undefined, backlog: () => 0, stop: async () => undefined };

type Scene = { stage: Stage; file: ShopFile; conversationId: ConversationId };

/** Plays every turn, whatever came of those before. @param name of the conversation: the same one hears the same wordings */
export async function playTranscript(
  stage: Stage,
  { name, script, shop }: { name: string; script: Transcript; shop: ShopFile },
): Promise<Played> {
  const shopName = createHash('sha256').update(name).digest('hex').slice(0, 16);
  const policy = shopSchema.shape.policy.parse({ ...shop.shop.policy, ...script.policy });
  const file = await stage.openShop({ ...shop, shop: { ...shop.shop, policy } }, shopName);
  const conversationId = await openConversation(stage.deps, {
    shopId: file.shop.id,
    visitorId: visitorIdSchema.parse('visitor-1'),
    language: script.language,
    customerId: script.customer === undefined ? undefined : customerIdSchema.parse(script.customer),
  });
  const scene = { stage, file, conversationId };
  const turns: PlayedTurn[] = [];
  for (const turn of script.turns) turns.push(await playTurn(scene, turn, turns.length));
  return { turns, shop: judgeShop(script, file, await shopNow(scene)) };
}

async function playTurn(scene: Scene, turn: ScriptedTurn, index: number): Promise<PlayedTurn> {
  const { deps } = scene.stage;
  const { shop } = scene.file;
  const before = await deps.recent(shop.id, scene.conversationId);
  const said = spokenIn(turn);
  const fault = await act(scene, { turn, index, before }).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  if (fault !== undefined) {
    return { said, reply: '', differences: [{ what: 'the turn', expected: 'to be played', got: fault }] };
  }
  await handleTurn(deps, shop.id, scene.conversationId);
  const seen = await see(scene, before.seq);
  const blocks = seen.events.flatMap((event) => (event.kind === 'bot-said' ? event.blocks : []));
  return { said, reply: wordsOf(blocks), differences: judgeTurn(turn, seen) };
}

function spokenIn(turn: ScriptedTurn): string {
  return (
    turn.writes ??
    turn['agent-writes'] ??
    turn['agent-cancels'] ??
    (turn.presses === undefined ? `agent ${turn.agent}` : `(${turn.presses})`)
  );
}

type Acting = { turn: ScriptedTurn; index: number; before: Conversation };

async function act(scene: Scene, { turn, index, before }: Acting): Promise<void> {
  const { conversations, recent, clock, sources } = scene.stage.deps;
  const move = { shopId: scene.file.shop.id, conversationId: scene.conversationId, agent: AGENT };
  const desk = createAgentDesk({ conversations, shops: sources.shops, recent, turns: TURNS, clock });
  const clientMessageId = clientMessageIdSchema.parse(`turn-${index}`);
  if (turn.agent === 'takes') return desk.take(move);
  if (turn.agent === 'gives back') return desk.giveBack(move);
  if (turn.agent === 'closes') return desk.close(move);
  if (turn['agent-cancels'] !== undefined) return cancelAtDesk(scene, turn['agent-cancels'], index);
  const text = turn['agent-writes'];
  if (text !== undefined) {
    await desk.say({ ...move, clientMessageId, text, seen: before.seq });
    return;
  }
  const pressed = turn.presses === undefined ? undefined : await quickReply(scene, turn.presses);
  const saying = { text: pressed?.label ?? turn.writes ?? '', choice: pressed?.choice };
  const deps = {
    conversations,
    recent,
    turns: TURNS,
    fingerprint: createFingerprint('transcripts'),
    clock,
    backlogLimit: 1,
    codes: sources.codes,
  };
  await receiveMessage(deps, { shopId: move.shopId, conversationId: move.conversationId, clientMessageId, ...saying });
}

/** As if somebody had done it in the shop's own back office, while the conversation waited. */
async function cancelAtDesk({ stage, file }: Scene, orderId: string, index: number): Promise<void> {
  const { orderDesk, clock } = stage.deps;
  const order = file.orders.find(({ id }) => id === orderId);
  if (order === undefined) throw new Error(`there is no order ${orderId}`);
  const action = { kind: 'cancel-order' as const, customerId: order.customerId, orderId: order.id };
  await orderDesk.perform(file.shop.id, `desk-${index}`, action, clock.now());
}

/** The newest with this in its label or choice. Any that was ever shown can be pressed, as on a screen. */
async function quickReply({ stage, file, conversationId }: Scene, part: string) {
  const recorded = await stage.deps.conversations.read(file.shop.id, conversationId, 0);
  const blocks: Block[] = recorded.flatMap(({ event }) => (event.kind === 'bot-said' ? event.blocks : []));
  const choices = blocks.flatMap((block) => ('choices' in block ? block.choices : [])).reverse();
  const found = choices.find(({ label, choice }) => label.includes(part) || choice.includes(part));
  if (found === undefined) throw new Error(`there is no quick reply ${part}`);
  return found;
}

async function see({ stage, file, conversationId }: Scene, after: number): Promise<TurnSeen> {
  const { conversations, recent, sources, clock } = stage.deps;
  const recorded = await conversations.read(file.shop.id, conversationId, after);
  const conversation = await recent(file.shop.id, conversationId);
  const facts = await gatherFlowFacts(sources, { shop: file.shop, conversation, now: clock.now() });
  const texts = textsFor(conversation.language, file.shop);
  const top = conversation.flows.at(-1);
  return {
    events: recorded.map(({ event }) => event),
    question: conversation.question,
    flows: conversation.flows.map(({ flow }) => flow.flow),
    knows:
      top === undefined
        ? {}
        : valuesOf({ frame: () => top, run: { frame: top, turn: { conversation, facts, texts }, heard: [] } }),
  };
}

async function noticesOf({ watches }: Stage, shopId: ShopFile['shop']['id']): Promise<Record<string, string>> {
  const variants = await watches.watched(shopId);
  const waiting = (await Promise.all(variants.map((variant) => watches.waitingFor(shopId, variant)))).flat();
  return Object.fromEntries(waiting.map(({ variantId, email }) => [variantId, email]));
}

async function shopNow({ stage, file }: Scene): Promise<ShopSeen> {
  const { shops } = stage.deps.sources;
  const { id } = file.shop;
  const orders = await Promise.all(file.orders.map((order) => shops.order(id, order.id)));
  const customers = await Promise.all(file.customers.map((customer) => shops.customer(id, customer.id)));
  return {
    orders: orders.filter((order) => order !== undefined),
    customers: customers.filter((customer) => customer !== undefined),
    products: await shops.products(id),
    notices: await noticesOf(stage, id),
  };
}
