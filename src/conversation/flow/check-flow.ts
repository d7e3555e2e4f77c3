import { type AskStep, allSteps, type Flow, type FlowStep } from './flow.js';
import { SLOTS_OF } from './flow-action.js';
import { placeholdersIn } from './say-it.js';
import { WORDS_OF } from './slots/slot-readers.js';

type Place = (string | number)[];
export type FlowMistake = { at: Place; what: string };

/** What has been asked for and agreed to on the way to a step. */
type Known = { asked: Map<string, AskStep>; isAgreed: boolean };

/** What a schema cannot see: that a step only speaks of what was asked before it, and nothing is done without a yes. */
export function checkFlow({ steps, instead = [] }: Flow): FlowMistake[] {
  const actions = allSteps(steps).filter((step) => 'do' in step);
  const several =
    actions.length > 1 ? [{ at: ['steps'], what: 'a flow does one thing: there is more than one do' }] : [];
  return [...several, ...checkInstead(instead), ...checkSteps(steps, ['steps'], { asked: new Map(), isAgreed: false })];
}

/** Only the order is known where a flow gives way to another. */
function checkInstead(instead: NonNullable<Flow['instead']>): FlowMistake[] {
  const known = WORDS_OF.order.map((part) => (part === '' ? 'order' : `order.${part}`));
  return instead.flatMap(({ say }, index) => misplaced({ say }, ['instead', index], new Set(known)));
}

function checkSteps(steps: readonly FlowStep[], at: Place, before: Known): FlowMistake[] {
  const known: Known = { asked: new Map(before.asked), isAgreed: before.isAgreed };
  return steps.flatMap((step, index) => {
    const place = [...at, index];
    const mistakes = checkStep(step, place, known);
    if ('ask' in step) known.asked.set(step.ask, step);
    if ('ask' in step) known.isAgreed = false;
    if ('confirm' in step) known.isAgreed = true;
    return mistakes;
  });
}

function checkStep(step: FlowStep, at: Place, known: Known): FlowMistake[] {
  if ('if' in step) {
    const isKnown = known.asked.has(step.if.slot);
    const unknown = isKnown ? [] : [{ at: [...at, 'if', 'slot'], what: `${step.if.slot} is not asked for before` }];
    return [
      ...unknown,
      ...checkSteps(step.steps, [...at, 'steps'], known),
      ...checkSteps(step.otherwise ?? [], [...at, 'otherwise'], known),
    ];
  }
  if ('do' in step) return [...checkAction(step.do, at, known), ...checkTexts(step, at, known)];
  if ('ask' in step && known.asked.has(step.ask)) {
    return [{ at: [...at, 'ask'], what: `${step.ask} is asked for already` }];
  }
  return checkTexts(step, at, known);
}

function checkAction(action: keyof typeof SLOTS_OF, at: Place, { asked, isAgreed }: Known): FlowMistake[] {
  const missing = Object.entries(SLOTS_OF[action]).filter(([slot, kind]) => asked.get(slot)?.as !== kind);
  return [
    ...missing.map(([slot, kind]) => ({
      at: [...at, 'do'],
      what: `${action} needs a slot ${slot} that is asked for as ${kind} before`,
    })),
    ...(isAgreed
      ? []
      : [{ at: [...at, 'do'], what: `${action} needs a confirm before it, and no ask between the two` }]),
  ];
}

/** Every `{…}` of a step's texts stands for something that is known there. */
function checkTexts(step: Exclude<FlowStep, { if: unknown }>, at: Place, { asked }: Known): FlowMistake[] {
  const known = new Set([
    ...[...asked].flatMap(([slot, { as }]) => WORDS_OF[as].map((part) => (part === '' ? slot : `${slot}.${part}`))),
    ...('do' in step ? ['money'] : []),
  ]);
  return misplaced(step, at, known);
}

function misplaced(said: object, at: Place, known: ReadonlySet<string>): FlowMistake[] {
  return textsOf(said).flatMap(({ place, text }) =>
    placeholdersIn(text)
      .filter((name) => !known.has(name))
      .map((name) => ({
        at: [...at, ...place],
        what: `{${name}} stands for nothing here. Known: ${[...known].join(', ')}`,
      })),
  );
}

function textsOf(step: object): { place: Place; text: string }[] {
  return Object.entries(step).flatMap(([key, value]): { place: Place; text: string }[] => {
    if (typeof value === 'string') return [{ place: [key], text: value }];
    if (typeof value !== 'object' || value === null) return [];
    return textsOf(value).map(({ place, text }) => ({ place: [key, ...place], text }));
  });
}
