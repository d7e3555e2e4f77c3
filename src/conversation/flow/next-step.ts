import { createHash } from 'node:crypto';
import type { FlowStep } from './flow.js';
import type { FlowFrame } from './flow-frame.js';
import type { SlotValue, SlotValues } from './slot-value.js';

/** A step and where it stands: `2`, or `2.steps.0` in a branch. */
export type PlacedStep = { step: Exclude<FlowStep, { if: unknown }>; path: string };

/** The first step that is not behind the flow; undefined at its end. */
export function nextStep(frame: FlowFrame): PlacedStep | undefined {
  return firstOpen(frame.flow.steps, '', frame);
}

/**
 * Names what the slots hold, so that a yes holds for exactly this: after any change it is asked for again.
 * @returns 16 hexadecimal digits of SHA-256
 */
export function digestOf(slots: SlotValues): string {
  const sorted = Object.entries(slots).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 16);
}

function firstOpen(steps: readonly FlowStep[], prefix: string, frame: FlowFrame): PlacedStep | undefined {
  for (const [index, step] of steps.entries()) {
    const path = `${prefix}${index}`;
    if ('if' in step) {
      const isMet = step.if.is.includes(plainly(frame.slots[step.if.slot]));
      const branch = isMet ? step.steps : (step.otherwise ?? []);
      const open = firstOpen(branch, `${path}.${isMet ? 'steps' : 'otherwise'}.`, frame);
      if (open !== undefined) return open;
    } else if (!isBehind(step, path, frame)) return { step, path };
  }
  return undefined;
}

function isBehind(step: PlacedStep['step'], path: string, { slots, agreed, done }: FlowFrame): boolean {
  if ('ask' in step) return slots[step.ask] !== undefined;
  // What was agreed to stays agreed to when it is done: then the slots have served.
  if ('confirm' in step) return agreed !== undefined && agreed === digestOf(slots);
  return done.includes(path);
}

/** What a branch compares with: the reason, or the words. */
function plainly(value: SlotValue | undefined): string {
  if (value?.as === 'text') return value.text;
  if (value?.as === 'remedy') return value.kind;
  return value?.as === 'cancel-reason' ? (value.reason ?? '') : '';
}
