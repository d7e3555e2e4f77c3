import type { Intent } from '../../../understanding/intent-catalog.js';
import type { Box, ChartLanguage } from './chart.js';
import type { Telling } from './telling.js';

/** What has to be meant or said for a flow to begin. */
export function beginOf({ flow, language, words }: Telling, intents: ReadonlyMap<string, Intent>): Box {
  const served = [...intents.values()].filter(({ reply }) => 'flow' in reply && reply.flow === flow.flow);
  const titles = (names: readonly string[]) =>
    names.map((name) => titleOf(intents.get(name), language, name)).join(words.list);
  const oneOf = (phrases: readonly string[]) => `(${phrases.join(words.anyOf)})`;
  const { from, when, unless, compensates } = flow['takes-over'] ?? {};
  const notes = [
    ...(served.length === 0 ? [] : [words.meant(titles(served.map(({ intent }) => intent)))]),
    ...(from === undefined ? [] : [words.takesOver(titles(from))]),
    ...(when === undefined ? [] : [words.saying(when[language].map(oneOf).join(words.also))]),
    ...(unless === undefined ? [] : [words.notSaying(unless.join(words.list))]),
    ...(compensates === undefined ? [] : [words.givesFor[compensates]]),
  ];
  return { kind: 'begin', head: words.begin, text: flow.title[language], others: [], notes };
}

function titleOf(intent: Intent | undefined, language: ChartLanguage, name: string): string {
  const title = intent?.title ?? name;
  return language === 'zh' ? (intent?.titles?.zh ?? title) : title;
}
