import { say } from '../replies/text-block.js';
import { type AskStep, allSteps, type SlotKind } from './flow.js';
import { contextOf, type Walk } from './flow-walk.js';
import { nextStep } from './next-step.js';
import type { SlotValue } from './slot-value.js';
import type { SlotContext, SlotReading } from './slots/slot-reader.js';
import { DEPENDS_ON, readSlot } from './slots/slot-readers.js';

/** Another value for something already said: "no, the other one", "size M instead". What hangs on it is asked again. */
export function correct(walk: Walk): void {
  const { question } = walk.run.turn.conversation;
  const open = nextStep(walk.frame());
  if (walk.run.heard.length === 0 || question === undefined || open === undefined || isPressedAnswer(walk)) return;
  if ('ask' in open.step && readSlot(contextOf(walk, open.step)).kind !== 'open') return;
  for (const step of allSteps(walk.frame().flow.steps)) {
    if (!('ask' in step) || step.as === 'text' || (walk.run.answer === 'yes' && !ALSO_BESIDE_YES.has(step.as)))
      continue;
    const before = walk.frame().slots[step.ask];
    if (before === undefined) continue;
    const reading = readSlot({ ...relativeTo(before, contextOf(walk, step)), isAsked: true, corrects: before });
    if (step.as === 'order' && reading.kind === 'open' && reading.problem !== undefined) {
      objectTo(walk, reading.problem);
      return;
    }
    if (reopened(walk, step, before) || (CAN_BE_RULED_OUT.has(step.as) && isRuledOut(walk, step, reading))) return;
    if (reading.kind !== 'filled' || JSON.stringify(reading.value) === JSON.stringify(before)) continue;
    for (const dependent of dependentsOf(walk, step)) walk.add({ kind: 'slot-cleared', slot: dependent });
    walk.add({ kind: 'slot-filled', slot: step.ask, value: reading.value, isPart: false });
    walk.run = { ...walk.run, answer: undefined };
  }
}

/** "Yes, but not the hat" agrees to something else than what was asked. */
const ALSO_BESIDE_YES: ReadonlySet<SlotKind> = new Set(['items', 'address', 'method']);

/** A button says exactly what is meant by it, whatever stands on it. */
function isPressedAnswer({ run }: Walk): boolean {
  return run.answer !== undefined && run.heard.some(({ choice }) => choice?.startsWith('flow:') === true);
}

const CAN_BE_RULED_OUT: ReadonlySet<SlotKind> = new Set(['items', 'address', 'variants']);

/** "Not the vest", and it was all there was: asked again. Who keeps it all the same has said no. */
function isRuledOut(walk: Walk, step: AskStep, reading: SlotReading<SlotValue>): boolean {
  const isKept = step.as === 'items' && walk.run.answer === 'no';
  if (reading.kind !== 'open' || reading.isAnswer !== true || isKept) return false;
  if (reading.problem !== undefined) walk.blocks.push(say(reading.problem));
  for (const slot of [step.ask, ...dependentsOf(walk, step)]) walk.add({ kind: 'slot-cleared', slot });
  walk.run = { ...walk.run, answer: undefined, heard: [] };
  return true;
}

/** "The other one" is another than the flow's, whichever order or product was looked at in between. */
function relativeTo(before: SlotValue, given: SlotContext): SlotContext {
  // "Actually size M" keeps the colour; of everything else, what was said before is only what it was.
  const context = { ...given, partial: before.as === 'variant' ? before : undefined };
  const { conversation } = context;
  if (before.as === 'product') {
    return { ...context, conversation: { ...conversation, productInFocus: before.productIds[0] } };
  }
  if (before.as !== 'order') return context;
  return { ...context, conversation: { ...conversation, orderInFocus: before.orderId } };
}

/** "Actually in blue" where there are two, or none to be had: which one it is, is asked again. */
function reopened(walk: Walk, step: AskStep, before: SlotValue): boolean {
  if (before.as !== 'variant') return false;
  const reading = readSlot({ ...relativeTo(before, contextOf(walk, step)), isAsked: false });
  const isNamed = reading.kind === 'partly' || (reading.kind === 'open' && reading.isAnswer === true);
  if (!isNamed) return false;
  walk.add({ kind: 'slot-cleared', slot: step.ask });
  if (reading.kind === 'partly') walk.add({ kind: 'slot-filled', slot: step.ask, value: reading.value, isPart: true });
  walk.run = { ...walk.run, answer: undefined };
  return true;
}

/** An order was named that is not there: said, and what was asked is asked again. */
function objectTo(walk: Walk, problem: string): void {
  walk.blocks.push(say(problem));
  walk.run = { ...walk.run, heard: [], answer: undefined };
}

function dependentsOf(walk: Walk, { as }: AskStep): string[] {
  const { slots, flow } = walk.frame();
  return allSteps(flow.steps).flatMap((step) =>
    'ask' in step && DEPENDS_ON[step.as]?.includes(as) === true && slots[step.ask] !== undefined ? [step.ask] : [],
  );
}
