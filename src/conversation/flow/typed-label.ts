import type { ConfirmStep } from './flow.js';
import { contextOf, isAskedFor, valuesOf, type Walk } from './flow-walk.js';
import { digestOf, nextStep, type PlacedStep } from './next-step.js';
import { fillIn, labelFor } from './say-it.js';
import { offerFor } from './slots/slot-readers.js';

type Choice = { label: string; choice: string };

/** Whoever types what stands on a quick reply of the open question has pressed it. */
export function pressTyped(walk: Walk): void {
  const [newest, ...older] = walk.run.heard;
  const placed = nextStep(walk.frame());
  if (newest === undefined || newest.choice !== undefined || placed === undefined) return;
  const typed = plain(newest.text);
  const pressed = offeredBy(walk, placed).find(({ label }) => plain(label) === typed);
  if (pressed === undefined) return;
  const [kind, answer] = pressed.choice.split(':');
  const isAnswer = kind === 'flow' && (answer === 'yes' || answer === 'no');
  walk.run = {
    ...walk.run,
    heard: [{ ...newest, choice: pressed.choice }, ...older],
    answer: isAnswer ? answer : walk.run.answer,
  };
}

/** Yes and no, to exactly what the slots hold. */
export function confirmChoices(walk: Walk, step: ConfirmStep): Choice[] {
  const { conversation } = walk.run.turn;
  const digest = digestOf(walk.frame().slots);
  const labelOf = (label: ConfirmStep['yes']) => fillIn(labelFor(label, conversation), valuesOf(walk));
  return [
    { label: labelOf(step.yes), choice: `flow:yes:${digest}` },
    { label: labelOf(step.no), choice: `flow:no:${digest}` },
  ];
}

function offeredBy(walk: Walk, { step }: PlacedStep): Choice[] {
  const { question } = walk.run.turn.conversation;
  if ('confirm' in step) return question?.kind === 'flow-confirm' ? confirmChoices(walk, step) : [];
  if (!('ask' in step) || !isAskedFor(question, step.ask)) return [];
  return offerFor({ ...contextOf(walk, step), heard: [] }).flatMap((block) =>
    block.kind === 'choices' ? block.choices : [],
  );
}

/** Letters and digits, one space between: case and punctuation are typed as one likes. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
