import { CHECKS } from '../../../shop/actions/checks.js';
import { neededLevel } from '../../../shop/identity-policy.js';
import { type Catalogue, en } from '../../../texts/en.js';
import { zh } from '../../../texts/zh.js';
import type { Intents } from '../../load-intents.js';
import {
  type ActionName,
  type AskStep,
  actionOf,
  type ConfirmStep,
  type Flow,
  type FlowStep,
  type Said,
} from '../flow.js';
import type { Box, Chart, ChartLanguage, ChartStep, Exit, Way } from './chart.js';
import { CHART_WORDS } from './chart-words.js';
import { earlyChecks, mendableChecks } from './checks-told.js';
import { beginOf } from './how-it-begins.js';
import type { Telling } from './telling.js';

const TEXTS: Record<ChartLanguage, Catalogue> = { en, zh };

/** A flow as a diagram shows it, in one language: its steps, and what the product does around them by itself. */
export function chartOf(flow: Flow, { intents }: Pick<Intents, 'intents'>, language: ChartLanguage): Chart {
  const telling = { flow, language, words: CHART_WORDS[language], texts: TEXTS[language] };
  return {
    name: flow.flow,
    title: flow.title[language],
    language,
    begin: beginOf(telling, intents),
    steps: [...stepsOf(flow.steps, telling), ...(isEndless(flow.steps) ? [] : [plain(over(telling.words.done))])],
  };
}

function stepsOf(steps: readonly FlowStep[], telling: Telling): ChartStep[] {
  return steps.map((step) => stepOf(step, telling));
}

function stepOf(step: FlowStep, telling: Telling): ChartStep {
  const { words, language, texts } = telling;
  if ('ask' in step) return { kind: 'box', box: askBox(step, telling), exits: askExits(step, telling), isLast: false };
  if ('confirm' in step) return confirmStep(step, telling);
  if ('do' in step) return doStep(step.do, spoken(step.done, language), telling);
  if ('hand-over' in step) {
    const [text = '', ...others] = texts.handoff[step['hand-over']];
    return { kind: 'box', box: { ...bare('hand-over', words.handsOver), text, others }, exits: [], isLast: true };
  }
  if ('if' in step) {
    const met: Way = {
      when: words.when.is(step.if.slot, step.if.is.join(words.anyOf)),
      steps: stepsOf(step.steps, telling),
    };
    const otherwise: Way = { when: words.when.otherwise, steps: stepsOf(step.otherwise ?? [], telling) };
    return { kind: 'branch', box: { ...bare('branch', words.branch), text: step.if.slot }, met, otherwise };
  }
  const notes = step.person === true ? [words.person] : [];
  return plain({ ...bare('say', words.says), ...spoken(step.say, language), notes });
}

function askBox(step: AskStep, { words, language, texts }: Telling): Box {
  const statuses = step.statuses?.map((status) => texts.status[status]).join(words.anyOf);
  const notes = [
    words.answer(words.kinds[step.as]),
    ...(statuses === undefined ? [] : [words.offered(statuses)]),
    ...(step.stock === undefined ? [] : [words.versions[step.stock]]),
    ...(step.when === undefined ? [] : [words.tenses[step.when]]),
    ...(step.refund === true ? [words.refundMethods] : []),
    ...(step.other === true ? [words.otherMethods] : []),
  ];
  return { ...bare('ask', words.ask(step.ask)), ...spoken(step.say, language), notes };
}

/** An order that the action would be refused for is told of as soon as it is named. */
function askExits(step: AskStep, telling: Telling): Exit[] {
  const { words, language, flow } = telling;
  const action = actionOf(flow);
  const refusals = step.as === 'order' && action !== undefined ? earlyChecks(action, telling.texts) : [];
  return [
    ...(step.none === undefined
      ? []
      : [{ when: words.when.none, box: { ...over(words.over), ...spoken(step.none, language) } }]),
    ...refusalExit(refusals, telling),
  ];
}

function refusalExit(refusals: readonly string[], { words }: Telling): Exit[] {
  if (refusals.length === 0) return [];
  return [{ when: words.when.refused, box: { ...over(words.over), notes: refusals } }];
}

function confirmStep(step: ConfirmStep, telling: Telling): ChartStep {
  const { words, language, flow, texts } = telling;
  const action = actionOf(flow);
  const notes = isChecked(action) ? [words.checked] : [];
  const box = { ...bare('confirm', words.confirm), ...spoken(step.confirm, language), notes };
  const mendable = action === undefined ? [] : mendableChecks(action, texts);
  const again = mendable.map(
    ({ slots, refusals }): Exit => ({
      when: words.when.mendable,
      box: { ...bare('ask', words.askAgain(slots.join(words.anyOf))), notes: refusals },
    }),
  );
  const kept: Exit = {
    when: words.when.no(step.no[language]),
    box: { ...over(words.over), ...spoken(step.kept, language) },
  };
  return { kind: 'box', box, exits: [...again, kept], isLast: false };
}

function doStep(action: ActionName, done: Pick<Box, 'text' | 'others'>, telling: Telling): ChartStep {
  const { words, texts } = telling;
  const level = neededLevel(action, {});
  const box = { ...bare('do', words.does(action)), ...done, notes: [words.needs(words.levels[level])] };
  const handsOver = (reason: 'action-failed' | 'failed-proofs'): Box => {
    const [text = '', ...others] = texts.handoff[reason];
    return { ...bare('hand-over', words.handsOver), text, others };
  };
  const exits = [
    ...refusalExit(isChecked(action) ? [words.checkedAgain] : [], telling),
    ...(level === 'anonymous' ? [] : [{ when: words.when.tooLittleKnown, box: handsOver('failed-proofs') }]),
    { when: words.when.fails, box: handsOver('action-failed') },
  ];
  return { kind: 'box', box, exits, isLast: false };
}

function isChecked(action: ActionName | undefined): boolean {
  return action !== undefined && CHECKS[action].length > 0;
}

/** Whether every way ends with a person. */
function isEndless(steps: readonly FlowStep[]): boolean {
  const last = steps.at(-1);
  if (last === undefined) return false;
  if ('if' in last) return isEndless(last.steps) && isEndless(last.otherwise ?? []);
  return 'hand-over' in last;
}

function spoken(said: Said, language: ChartLanguage): Pick<Box, 'text' | 'others'> {
  const [text = '', ...others] = said[language];
  return { text, others };
}

function over(head: string): Box {
  return bare('over', head);
}

function bare(kind: Box['kind'], head: string): Box {
  return { kind, head, text: '', others: [], notes: [] };
}

function plain(box: Box): ChartStep {
  return { kind: 'box', box, exits: [], isLast: false };
}
