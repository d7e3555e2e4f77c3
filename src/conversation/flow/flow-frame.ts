import type { Intent } from '../../understanding/intent-catalog.js';
import type { ConversationEvent } from '../conversation-event.js';
import type { Flow } from './flow.js';
import type { SlotValue, SlotValues } from './slot-value.js';

/** A flow under way. Where it stands follows from what it knows: there is no place to go back to, and none to be lost. */
export type FlowFrame = {
  flow: Flow;
  intent: string;
  slots: SlotValues;
  /** Begun, and to be completed by the next answer: the slot's value so far. */
  partial: SlotValues;
  /** Digest of the slots that the customer said yes to. */
  agreed: string | undefined;
  /** Paths of steps that are behind it for good. */
  done: readonly string[];
};

/** Flows under way after one more event; the last is the one being talked about. */
export function applyToFlows(frames: readonly FlowFrame[], event: ConversationEvent): readonly FlowFrame[] {
  switch (event.kind) {
    case 'flow-started':
      return [...frames, frameOf(event)];
    case 'slot-filled':
      return onTop(frames, (frame) => fill(frame, event.slot, event.value, event.isPart));
    case 'slot-cleared':
      return onTop(frames, (frame) => ({
        ...frame,
        slots: without(frame.slots, event.slot),
        partial: without(frame.partial, event.slot),
      }));
    case 'flow-agreed':
      return onTop(frames, (frame) => ({ ...frame, agreed: event.digest }));
    case 'flow-step-done':
      return onTop(frames, (frame) => ({ ...frame, done: [...frame.done, event.step] }));
    case 'flow-ended':
      return frames.slice(0, -1);
    case 'closed':
      return [];
    default:
      return frames;
  }
}

/** A flow that has just begun. */
export function frameOf({ flow, intent }: Pick<FlowFrame, 'flow' | 'intent'>): FlowFrame {
  return { flow, intent, slots: {}, partial: {}, agreed: undefined, done: [] };
}

/** Whether an intent is what this flow is under way for: the one that began it, or the one whose flow it has become. */
export function isServedBy(frame: Pick<FlowFrame, 'flow' | 'intent'>, { intent, reply }: Intent): boolean {
  return intent === frame.intent || ('flow' in reply && reply.flow === frame.flow.flow);
}

function fill(frame: FlowFrame, slot: string, value: SlotValue, isPart: boolean): FlowFrame {
  return isPart
    ? { ...frame, partial: { ...frame.partial, [slot]: value } }
    : { ...frame, slots: { ...frame.slots, [slot]: value }, partial: without(frame.partial, slot) };
}

function onTop(frames: readonly FlowFrame[], change: (frame: FlowFrame) => FlowFrame): readonly FlowFrame[] {
  const top = frames.at(-1);
  return top === undefined ? frames : [...frames.slice(0, -1), change(top)];
}

function without(values: SlotValues, slot: string): SlotValues {
  const { [slot]: _gone, ...rest } = values;
  return rest;
}
