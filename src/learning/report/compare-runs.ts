import { classificationReport } from '../classification-report.js';
import { bootstrapDifference } from './bootstrap-difference.js';
import type { EvaluationRun } from './evaluation-run.js';
import { headlineRows, type JudgedRow } from './judge-rows.js';
import { mcnemar } from './mcnemar.js';

type ComparedModel = { name: string; modelId: string; accuracy: number };
type IntentChange = { label: string; support: number; one: number; other: number; change: number };
type ChangedMessage = { text: string; actual: string; one: string; other: string };

/** Two runs on the messages both have. Differences are the other minus the one: above 0 when the other is better. */
export type RunComparison = {
  one: ComparedModel;
  other: ComparedModel;
  /** Messages in both runs, and those that only one of them has and that are left out. */
  matched: number;
  onlyInOne: number;
  onlyInOther: number;
  difference: number;
  /** Where the true difference lies with 95 % confidence. */
  interval: [low: number, high: number];
  bothRight: number;
  onlyOneRight: number;
  onlyOtherRight: number;
  bothWrong: number;
  /** How likely two equally good models would differ this much: exact McNemar test. */
  pValue: number;
  /** F1 per intent, the greatest loss first. */
  intents: IntentChange[];
  /** Messages that only the other, or only the one, reads right. */
  gained: ChangedMessage[];
  lost: ChangedMessage[];
};

type Pair = { one: JudgedRow; other: JudgedRow };

const MOST_EXAMPLES = 10;

/** Compares two runs on the messages, by text and meaning, that both were judged on. */
export function compareRuns(
  one: EvaluationRun,
  other: EvaluationRun,
  options: { draws?: number; seed?: number } = {},
): RunComparison {
  const sides = { one: headlineRows(one), other: headlineRows(other) };
  const pairs = matchRows(sides.one, sides.other);
  const gained = pairs.filter((pair) => pair.other.isRight && !pair.one.isRight);
  const lost = pairs.filter((pair) => pair.one.isRight && !pair.other.isRight);
  const bothRight = pairs.filter((pair) => pair.one.isRight && pair.other.isRight).length;
  const gains = Int8Array.from(pairs, (pair) => Number(pair.other.isRight) - Number(pair.one.isRight));
  const matched = pairs.length;
  return {
    one: { name: nameBeside(one, other), modelId: one.modelId, accuracy: ratio(bothRight + lost.length, matched) },
    other: {
      name: nameBeside(other, one),
      modelId: other.modelId,
      accuracy: ratio(bothRight + gained.length, matched),
    },
    matched,
    onlyInOne: sides.one.length - matched,
    onlyInOther: sides.other.length - matched,
    difference: ratio(gained.length - lost.length, matched),
    interval: bootstrapDifference(gains, options),
    bothRight,
    onlyOneRight: lost.length,
    onlyOtherRight: gained.length,
    bothWrong: matched - bothRight - gained.length - lost.length,
    pValue: mcnemar(lost.length, gained.length),
    intents: compareIntents(pairs),
    gained: gained.slice(0, MOST_EXAMPLES).map(toChange),
    lost: lost.slice(0, MOST_EXAMPLES).map(toChange),
  };
}

/** The same message twice in both runs makes two pairs, in order. */
function matchRows(one: JudgedRow[], other: JudgedRow[]): Pair[] {
  const waiting = new Map<string, JudgedRow[]>();
  for (const each of other) {
    const same = waiting.get(keyOf(each));
    if (same === undefined) waiting.set(keyOf(each), [each]);
    else same.push(each);
  }
  return one.flatMap((each) => {
    const partner = waiting.get(keyOf(each))?.shift();
    return partner === undefined ? [] : [{ one: each, other: partner }];
  });
}

function keyOf({ row }: JudgedRow): string {
  return JSON.stringify([row.text, row.actual]);
}

function compareIntents(pairs: Pair[]): IntentChange[] {
  const scores = (side: 'one' | 'other') =>
    classificationReport(pairs.map((pair) => ({ actual: pair[side].row.actual, predicted: pair[side].predicted })));
  const before = new Map(scores('one').labels.map((score) => [score.label, score.f1]));
  const after = new Map(scores('other').labels.map((score) => [score.label, score]));
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((label) => {
      const [f1, score] = [before.get(label) ?? 0, after.get(label)];
      const otherF1 = score?.f1 ?? 0;
      return { label, support: score?.support ?? 0, one: f1, other: otherF1, change: otherF1 - f1 };
    })
    .sort((first, second) => first.change - second.change || (first.label < second.label ? -1 : 1));
}

function toChange({ one, other }: Pair): ChangedMessage {
  return { text: one.row.text, actual: one.row.actual, one: one.predicted, other: other.predicted };
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** Two models on one test are told apart by what they are called. */
function nameBeside(own: Pick<EvaluationRun, 'name' | 'modelId'>, beside: Pick<EvaluationRun, 'name'>): string {
  return own.name === beside.name ? own.modelId : own.name;
}
