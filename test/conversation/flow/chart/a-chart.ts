import fc from 'fast-check';
import type { Box, Chart, ChartStep, Exit } from '../../../../src/conversation/flow/chart/chart.js';

const words = fc.string({ maxLength: 120 });

const box: fc.Arbitrary<Box> = fc.record({
  kind: fc.constantFrom('ask', 'confirm', 'do', 'say', 'branch', 'hand-over', 'over'),
  head: fc.string({ minLength: 1, maxLength: 30 }),
  text: words,
  others: fc.array(words, { maxLength: 2 }),
  notes: fc.array(words, { maxLength: 3 }),
});

const exit: fc.Arbitrary<Exit> = fc.record({ when: fc.string({ minLength: 1, maxLength: 30 }), box });

type Tied = {
  steps: ChartStep[];
  step: ChartStep;
  plain: ChartStep;
  branch: ChartStep;
};

const { steps } = fc.letrec<Tied>((tie) => ({
  steps: fc.array(tie('step'), { minLength: 1, maxLength: 4 }),
  step: fc.oneof({ depthSize: 'small' }, tie('plain'), tie('branch')),
  plain: fc.record({
    kind: fc.constant('box' as const),
    box,
    exits: fc.array(exit, { maxLength: 3 }),
    isLast: fc.boolean(),
  }),
  branch: fc.record({
    kind: fc.constant('branch' as const),
    box,
    met: fc.record({ when: words, steps: tie('steps') }),
    otherwise: fc.record({ when: words, steps: fc.oneof(fc.constant<ChartStep[]>([]), tie('steps')) }),
  }),
}));

/** Charts of every shape, said in any words. */
export const anyChart: fc.Arbitrary<Chart> = fc.record({
  name: fc.constant('a-flow'),
  title: words,
  language: fc.constantFrom('en', 'zh'),
  begin: box,
  steps,
});

export function countBoxes(all: readonly ChartStep[]): number {
  const counts = all.map((step): number =>
    step.kind === 'branch' ? 1 + countBoxes(step.met.steps) + countBoxes(step.otherwise.steps) : 1 + step.exits.length,
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
