import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allSteps } from '../../../src/conversation/flow/flow.js';
import { loadFlows } from '../../../src/conversation/flow/load-flows.js';

const SAID = '{ en: [Hm], zh: [嗯] }';

describe('the flows that ship', async () => {
  const flows = [...(await loadFlows('intents/flows')).values()];

  it.each(flows.map((flow) => [flow.flow, flow] as const))(
    '%s says everything in three ways and two languages',
    (_name, flow) => {
      const said = allSteps(flow.steps).flatMap((step) =>
        Object.entries(step).flatMap(([key, value]) =>
          ['say', 'none', 'confirm', 'kept', 'done'].includes(key) ? [value] : [],
        ),
      );
      expect(said.length).toBeGreaterThan(1);
      for (const { en, zh } of said as { en: string[]; zh: string[] }[]) {
        expect(new Set(en).size, JSON.stringify(en)).toBeGreaterThanOrEqual(3);
        expect(new Set(zh).size, JSON.stringify(zh)).toBeGreaterThanOrEqual(3);
        for (const text of zh) expect(text).toMatch(/\p{Script=Han}/u);
      }
    },
  );
});

describe('a flow file with a mistake', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'flows-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function mistakesOf(steps: string, name = 'cancel-order'): Promise<string[]> {
    const file = join(folder, `${name}.yaml`);
    writeFileSync(file, `flow: cancel-order\ntitle: { en: Cancel, zh: 取消 }\nsteps:\n${steps}`);
    return loadFlows(folder).then(
      () => [],
      (error: { details: string[] }) => error.details.map((detail) => detail.replace(folder, '')),
    );
  }

  const order = `  - { ask: order, as: order, say: ${SAID} }\n`;
  const reason = `  - { ask: reason, as: cancel-reason, say: ${SAID} }\n`;
  const confirm = `  - { confirm: ${SAID}, yes: { en: Y, zh: 是 }, no: { en: N, zh: 否 }, kept: ${SAID} }\n`;
  const act = `  - { do: cancel-order, done: ${SAID} }\n`;

  it('is none when everything is asked for and agreed to first', async () => {
    expect(await mistakesOf(order + reason + confirm + act)).toEqual([]);
  });

  it.each([
    ['an action without a yes', order + reason + act, '6:11: cancel-order needs a confirm before it'],
    [
      'a question between the yes and the action',
      order + confirm + reason + act,
      '7:11: cancel-order needs a confirm before it',
    ],
    [
      'an action whose slot is not asked for',
      order + confirm + act,
      'cancel-order needs a slot reason that is asked for as cancel-reason',
    ],
    [
      'a text that speaks of what is not known',
      `  - { say: { en: ["{order}"], zh: [嗯] } }\n`,
      '4:19: {order} stands for nothing here',
    ],
    ['a missing language', `  - { say: { en: [Hm] } }\n`, '4:12: steps.0.say.zh is missing'],
    ['a step of no kind', `  - { think: hard }\n`, '4:5: steps.0: Expected a step: one of ask, confirm'],
    ['a key that means nothing', `  - { say: ${SAID}, loudly: true }\n`, 'loudly'],
    ['an unknown kind of slot', `  - { ask: x, as: mood, say: ${SAID} }\n`, '4:19: steps.0.as'],
    ['a slot that is asked for twice', order + order, '5:12: order is asked for already'],
    [
      'a branch on what was not asked',
      `  - { if: { slot: x, is: [a] }, steps: [{ say: ${SAID} }] }\n`,
      'x is not asked for before',
    ],
  ])('tells of %s, with its line', async (_what, steps, mistake) => {
    const mistakes = await mistakesOf(steps);
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toContain(mistake);
    expect(mistakes[0]).toMatch(/^\/cancel-order\.yaml:\d+:\d+: /);
  });

  it('tells of a name that is not the file’s', async () => {
    expect(await mistakesOf(order, 'other')).toEqual([
      '/other.yaml:1:7: the file is called other, the flow cancel-order; they must be the same',
    ]);
  });
});
