import { isAtLeast } from '../../access/identity-level.js';
import type { Block } from '../../protocol/block.js';
import { neededLevel } from '../../shop/identity-policy.js';
import { levelOf } from '../identity/level-of.js';
import { orderBlock } from '../replies/order-block.js';
import { personChoice } from '../replies/person-choice.js';
import { say, sayOneOf } from '../replies/text-block.js';
import type { Reply } from '../turn.js';
import { correct } from './correct.js';
import { isDoneAlready } from './done-already.js';
import type { AskStep, ConfirmStep, DoStep } from './flow.js';
import { askerOf, toAction } from './flow-action.js';
import {
  actionFacts,
  contextOf,
  createWalk,
  end,
  type FlowOutcome,
  type FlowRun,
  isAskedFor,
  isProgress,
  pausing,
  spoken,
  type Walk,
} from './flow-walk.js';
import { digestOf, nextStep, type PlacedStep } from './next-step.js';
import { isPartlyMeant } from './partly-meant.js';
import { refusalOf, refuse, refuseEarly } from './refuse.js';
import { labelFor } from './say-it.js';
import { offerFor, readSlot } from './slots/slot-readers.js';
import { stopShort } from './stop-short.js';
import { confirmChoices, pressTyped } from './typed-label.js';

/**
 * Takes a flow as far as it comes: fills slots from what was heard, asks for the first that is missing, asks for a yes to
 * exactly what will be done, asks the shop to do it. Pure; the flow's place follows from its slots alone.
 */
export function runFlow(run: FlowRun): FlowOutcome {
  const walk = createWalk(run);
  pressTyped(walk);
  const stopped = stopShort(walk);
  if (stopped !== undefined) return stopped;
  correct(walk);
  const over = isOrderCorrected(walk) ? refuseEarly(walk) : endedMeanwhile(walk);
  if (over !== undefined) return over;
  for (;;) {
    const placed = nextStep(walk.frame());
    if (placed === undefined) return end(walk, 'done');
    const outcome = take(walk, placed);
    if (outcome !== undefined) return outcome;
  }
}

function isOrderCorrected({ events }: Walk): boolean {
  return events.some((event) => event.kind === 'slot-filled' && event.value.as === 'order');
}

/** While something else was talked about, the job may have been done, or become impossible. */
function endedMeanwhile(walk: Walk): FlowOutcome | undefined {
  const { run, frame } = walk;
  // What the flow itself has done stands against nothing.
  if (run.isResumed !== true || frame().agreed !== undefined) return undefined;
  if (!isDoneAlready(frame(), actionFacts(walk))) return refuseEarly(walk);
  const { texts, conversation, facts } = run.turn;
  const { order } = actionFacts(walk);
  const title = labelFor(frame().flow.title, conversation);
  walk.blocks.push(
    sayOneOf(texts.doneMeanwhile(title), run.turn),
    ...(order === undefined ? [] : [orderBlock(order, facts.shop, texts)]),
  );
  return end(walk, 'done');
}

function take(walk: Walk, placed: PlacedStep): FlowOutcome | undefined {
  const { step, path } = placed;
  if ('ask' in step) return ask(walk, step, path);
  if ('confirm' in step) return confirm(walk, step, path);
  if ('do' in step) return act(walk, step);
  if ('hand-over' in step) return handOver(walk, step['hand-over']);
  walk.blocks.push(say(spoken(walk, step.say, path)), ...(step.person === true ? [personOffer(walk)] : []));
  walk.add({ kind: 'flow-step-done', step: path });
  return undefined;
}

function ask(walk: Walk, step: AskStep, path: string): FlowOutcome | undefined {
  const reading = readSlot(contextOf(walk, step));
  switch (reading.kind) {
    case 'filled':
      walk.add({ kind: 'slot-filled', slot: step.ask, value: reading.value, isPart: false });
      if (reading.value.as === 'order') walk.add({ kind: 'order-in-focus', orderId: reading.value.orderId });
      return refuseEarly(walk);
    case 'partly':
      walk.add({ kind: 'slot-filled', slot: step.ask, value: reading.value, isPart: true });
      return askFor(walk, step, path, reading.problem);
    case 'none':
      return endWithout(walk, step, path);
    case 'open':
      return { ...askFor(walk, step, path, reading.problem), isAnswer: reading.isAnswer === true };
  }
}

function endWithout(walk: Walk, { none }: AskStep, path: string): FlowOutcome {
  if (none === undefined) return end(walk, 'impossible');
  const words = spoken(walk, none, path);
  walk.blocks.push(say(words));
  return end(walk, 'impossible', words);
}

/** Answers in a row that could not be read. */
const FAILED_BEFORE_HELP = 3;

function askFor(walk: Walk, step: AskStep, path: string, problem?: string): FlowOutcome {
  const { texts, conversation } = walk.run.turn;
  const isAgain = isProgress(walk) ? false : isAskedFor(conversation.question, step.ask);
  const tries = isAgain && conversation.question?.kind === 'flow-slot' ? conversation.question.tries + 1 : 1;
  const isStuck = tries > FAILED_BEFORE_HELP && walk.run.heard.length > 0;
  const question = problem ?? spoken(walk, step.say, path, tries - 1);
  const offered = offerFor({ ...contextOf(walk, step), heard: [] });
  walk.blocks.push(
    say(question),
    ...offered,
    ...(isStuck ? [sayOneOf(texts.flow.stuck, walk.run.turn), helpChoices(walk)] : []),
  );
  return pausing(walk, { kind: 'flow-slot', slot: step.ask, tries });
}

function personOffer({ run }: Walk): Block {
  return { kind: 'choices', choices: [personChoice(run.turn.texts)] };
}

/** A person, or to leave it: what is left when three answers could not be read. */
function helpChoices({ run }: Walk): Block {
  const { texts } = run.turn;
  return {
    kind: 'choices',
    choices: [personChoice(texts), { label: texts.flow.drop, choice: 'flow:drop' }],
  };
}

function confirm(walk: Walk, step: ConfirmStep, path: string): FlowOutcome | undefined {
  const { turn, answer } = walk.run;
  const digest = digestOf(walk.frame().slots);
  const refusal = refusalOf(walk);
  if (refusal !== undefined) return refuse(walk, refusal);
  const { question } = turn.conversation;
  const isAnswer = question?.kind === 'flow-confirm' && question.digest === digest;
  if (isAnswer && answer === 'yes') {
    walk.add({ kind: 'flow-agreed', digest });
    return undefined;
  }
  if (isAnswer && answer === 'no') {
    walk.blocks.push(say(spoken(walk, step.kept, path)));
    return end(walk, 'dropped');
  }
  if (isPartlyMeant(walk)) walk.blocks.push(sayOneOf(turn.texts.flow.wholeOnly, turn));
  walk.blocks.push(say(spoken(walk, step.confirm, path, isAnswer ? 1 : 0)), {
    kind: 'choices',
    choices: confirmChoices(walk, step),
  });
  return pausing(walk, { kind: 'flow-confirm', digest });
}

/** Only behind a yes to what the slots hold now: a flow whose yes is missing or stale is not carried out. */
function act(walk: Walk, step: DoStep): FlowOutcome | undefined {
  const { frame, run, events, blocks } = walk;
  const { shop } = run.turn.facts;
  const { slots, agreed } = frame();
  const action = toAction(step.do, slots, askerOf(run.turn));
  if (action === undefined || agreed !== digestOf(slots)) return end(walk, 'impossible');
  const isKnownEnough = isAtLeast(levelOf(run.turn.conversation, shop.policy), neededLevel(step.do, shop.policy));
  if (!isKnownEnough) return handOver(walk, 'failed-proofs');
  return { reply: { blocks, events, action }, isProgress: true, isOver: false };
}

function handOver(walk: Walk, handoff: NonNullable<Reply['handoff']>): FlowOutcome {
  const { reply } = end(walk, 'handed-over');
  return { reply: { ...reply, handoff }, isProgress: true, isOver: true };
}
