import { describe, expect, it } from 'vitest';
import type { Box, ChartStep } from '../../../../src/conversation/flow/chart/chart.js';
import { chartOf } from '../../../../src/conversation/flow/chart/chart-of.js';
import { allSteps, type Flow, flowSchema } from '../../../../src/conversation/flow/flow.js';
import { loadIntents } from '../../../../src/conversation/load-intents.js';

const intents = await loadIntents('intents');
const said = (text: string) => ({ en: [text, `${text} again`], zh: [`zh ${text}`] });

function aFlow(steps: object[], more: object = {}): Flow {
  return flowSchema.parse({ flow: 'a-flow', title: { en: 'A job', zh: '业务' }, steps, ...more });
}

function boxesOf(steps: readonly ChartStep[]): Box[] {
  return steps.flatMap((step) =>
    step.kind === 'branch'
      ? [step.box, ...boxesOf(step.met.steps), ...boxesOf(step.otherwise.steps)]
      : [step.box, ...step.exits.map(({ box }) => box)],
  );
}

const stepOf = (flow: string, kind: Box['kind']) => {
  const found = intents.flows.get(flow);
  const steps = found === undefined ? [] : chartOf(found, intents, 'en').steps;
  return steps.find(({ box }) => box.kind === kind);
};

describe('the chart of a flow', () => {
  it.each([...intents.flows.keys()])('has every step of %s, in both languages', (name) => {
    const flow = intents.flows.get(name) ?? aFlow([{ say: said('missing') }]);
    const shown = (['en', 'zh'] as const).map((language) => {
      const boxes = boxesOf(chartOf(flow, intents, language).steps);
      expect(boxes.every(({ head }) => head !== '')).toBe(true);
      return boxes.map(({ kind }) => kind);
    });
    expect(shown[0]).toEqual(shown[1]);
    const asked = allSteps(flow.steps).filter((step) => 'ask' in step);
    expect(shown[0]?.filter((kind) => kind === 'ask').length).toBeGreaterThanOrEqual(asked.length);
    expect(shown[0]?.filter((kind) => kind === 'do').length).toBe(
      allSteps(flow.steps).filter((step) => 'do' in step).length,
    );
  });

  it('says what has to be meant, and what it takes over from', () => {
    const flow = aFlow([{ say: said('hello') }], {
      'takes-over': { from: ['gift_card'], when: { en: [['pay', 'use'], ['card']], zh: [['付']] }, unless: ['never'] },
    });
    const title = intents.intents.get('gift_card')?.title ?? '';
    expect(chartOf(flow, intents, 'en').begin.notes).toEqual([
      `Takes over from: ${title}`,
      'where they say (pay / use), and (card)',
      'and nothing of: never',
    ]);
    const cancel = intents.flows.get('cancel-order') ?? flow;
    expect(chartOf(cancel, intents, 'en').begin.notes).toEqual(['Somebody means: Cancel an order']);
  });

  it('tells whether a day is one that is over or one to come', () => {
    const day = (when: string) => chartOf(aFlow([{ ask: 'day', as: 'date', when, say: said('when') }]), intents, 'en');
    expect(boxesOf(day('past').steps)[0]?.notes).toContain('Of the past');
    expect(boxesOf(day('future').steps)[0]?.notes).toContain('Still to come');
  });

  it('tells beside the order what ends it early, and beside the yes what another answer mends', () => {
    const asked = stepOf('return-items', 'ask');
    const confirmed = stepOf('return-items', 'confirm');
    const exits = (step: ChartStep | undefined) => (step?.kind === 'box' ? step.exits : []);
    expect(exits(asked).map(({ when }) => when)).toEqual(['nothing to choose from', 'the shop refuses']);
    expect(exits(asked)[1]?.box.notes).toContain('The time for sending back order {order} is over.');
    expect(exits(confirmed)[0]?.box).toMatchObject({ kind: 'ask', head: 'Asks again · items / method' });
    expect(exits(confirmed)[1]?.box.kind).toBe('over');
  });

  it('names how surely customers must be known, and who takes over when the shop fails', () => {
    const done = stepOf('cancel-order', 'do');
    expect(done?.box.notes).toEqual([
      'Who may: customers who have proved who they are, unless the shop says otherwise',
    ]);
    const exits = done?.kind === 'box' ? done.exits : [];
    expect(exits.filter(({ box }) => box.kind === 'hand-over').map(({ when }) => when)).toEqual([
      'not known well enough',
      'the shop does not answer',
    ]);
  });

  it('shows a branch with both its ways, and ends only where a way goes on', () => {
    const branch = (otherwise?: object[]) =>
      aFlow([
        { ask: 'reason', as: 'cancel-reason', say: said('Why?') },
        { if: { slot: 'reason', is: ['late', 'dear'] }, steps: [{ 'hand-over': 'complaint' }], otherwise },
      ]);
    const [, , end] = chartOf(branch(), intents, 'en').steps;
    expect(end?.box.kind).toBe('over');
    const whole = chartOf(branch([{ 'hand-over': 'needs-a-person' }]), intents, 'en').steps;
    expect(whole).toHaveLength(2);
    expect(whole[1]).toMatchObject({
      kind: 'branch',
      box: { text: 'reason' },
      met: { when: 'reason is late / dear', steps: [{ isLast: true }] },
      otherwise: { when: 'otherwise', steps: [{ isLast: true }] },
    });
  });
});
