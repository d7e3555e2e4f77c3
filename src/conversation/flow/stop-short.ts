import { keepsEverything } from '../reading/yes-or-no.js';
import { personChoice } from '../replies/person-choice.js';
import { sayOneOf } from '../replies/text-block.js';
import { actionOf, allSteps } from './flow.js';
import { end, type FlowOutcome, type Walk } from './flow-walk.js';
import { nextStep } from './next-step.js';
import { labelFor } from './say-it.js';

/** Ends a flow whose customer keeps everything, or wants nothing of it but what cannot be done; says so. */
export function stopShort(walk: Walk): FlowOutcome | undefined {
  const { turn } = walk.run;
  if (isLeft(walk)) {
    const title = labelFor(walk.frame().flow.title, turn.conversation);
    walk.blocks.push(sayOneOf(turn.texts.flow.dropped(title), turn));
    return end(walk, 'dropped');
  }
  const impossible = impossibleIn(walk);
  if (impossible === undefined) return undefined;
  walk.blocks.push(sayOneOf(turn.texts.flow[impossible.wish], turn));
  return impossible.isAll ? nothingElse(walk) : undefined;
}

/** At the confirmation it is a no, which has its own words. */
function isLeft({ run, frame }: Walk): boolean {
  const [newest] = run.heard;
  const isAboutItems = allSteps(frame().flow.steps).some((step) => 'ask' in step && step.as === 'items');
  const isAsked = run.turn.conversation.question?.kind === 'flow-slot' && newest?.choice === undefined;
  return isAsked && isAboutItems && keepsEverything(newest?.text ?? '');
}

/** What is ready to be agreed to is asked again; otherwise it is over, and a person may know a way. */
function nothingElse(walk: Walk): FlowOutcome | undefined {
  const placed = nextStep(walk.frame());
  if (placed !== undefined && 'confirm' in placed.step) {
    walk.run = { ...walk.run, heard: [], answer: undefined };
    return undefined;
  }
  walk.blocks.push({ kind: 'choices', choices: [personChoice(walk.run.turn.texts)] });
  return end(walk, 'impossible');
}

type Impossible = { wish: 'cannotAdd' | 'cannotRemove'; isAll: boolean };

/** Of an order's items, each can only become another version: nothing is added to it, and nothing taken out. */
function impossibleIn({ run, frame }: Walk): Impossible | undefined {
  if (actionOf(frame().flow) !== 'change-items') return undefined;
  const clauses = run.heard.filter(({ choice }) => choice === undefined).flatMap(({ text }) => text.split(CLAUSES));
  const isAdded = clauses.some((clause) => ADDS.test(clause));
  if (!isAdded && !clauses.some((clause) => REMOVES.test(clause))) return undefined;
  const rest = clauses.filter((clause) => !ADDS.test(clause) && !REMOVES.test(clause));
  return { wish: isAdded ? 'cannotAdd' : 'cannotRemove', isAll: !rest.some((clause) => CHANGES.test(clause)) };
}

const CLAUSES = /[,;.!?\n，；。！？]|\b(?:and|but|then)\b|然后|并且|另外/iu;
const ADDS =
  /\badd\b(?!.{0,12}\b(?:voucher|code|note|name|address)\b)|\b(?:put|throw) .{1,40}?\b(?:in|into|onto)\b.{0,12}\border\b|\bthrow in\b|加[一二两俩三四五几个\d]|再(?:加|来|要)|添加|追加|加(?:上|进|到|购|单)|多要/iu;
const REMOVES =
  /\b(?:remove|delete|get rid of)\b|\btake (?=.{1,40}?\b(?:out|off)\b)|\b(?:drop|cancel) (?:the|my|that|this|one|just|only)\b(?! (?:whole |entire )?order)|去掉|删掉|删除|拿掉|移除|去除/iu;
const CHANGES =
  /\b(?:change|make|swap|switch|exchange|instead|size|colou?r)\b|\b(?:in|to) (?:an? )?(?:x{0,3}[sl]|m|\d{2}|\p{L}{3,12})$|换|改/iu;
