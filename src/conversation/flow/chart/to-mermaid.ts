import type { Box, Chart, ChartStep } from './chart.js';

/** Lines of a Mermaid flow chart (https://mermaid.js.org/syntax/flowchart.html), which many tools draw. */
export function toMermaid({ begin, steps }: Chart): string[] {
  const lines = ['flowchart TD'];
  let count = 0;
  const box = (shown: Box): string => {
    const id = `b${count++}`;
    lines.push(`  ${id}${shape(shown)}`);
    return id;
  };
  const arrow = ({ from, when }: End, to: string) =>
    lines.push(`  ${from} -->${when === undefined ? '' : `|"${escaped(when)}"|`} ${to}`);

  const walk = (ways: ChartStep[], begun: End[]): End[] => ways.reduce((ends, step) => take(step, ends), begun);
  const take = (step: ChartStep, ends: End[]): End[] => {
    const id = box(step.box);
    for (const end of ends) arrow(end, id);
    if (step.kind === 'branch') {
      return [step.met, step.otherwise].flatMap((way) => walk(way.steps, [{ from: id, when: way.when }]));
    }
    for (const exit of step.exits) arrow({ from: id, when: exit.when }, box(exit.box));
    return step.isLast ? [] : [{ from: id }];
  };
  walk(steps, [{ from: box(begin) }]);
  return lines;
}

/** Where a way has come to, and under which condition it goes on from there. */
type End = { from: string; when?: string };

function shape({ kind, head, text, notes }: Box): string {
  const words = [`<b>${escaped(head)}</b>`, text === '' ? [] : escaped(text), ...notes.map(italic)].flat();
  const label = `"${words.join('<br>')}"`;
  switch (kind) {
    case 'begin':
    case 'over':
      return `([${label}])`;
    case 'confirm':
      return `{{${label}}}`;
    case 'branch':
      return `{${label}}`;
    case 'do':
      return `[[${label}]]`;
    case 'hand-over':
      return `>${label}]`;
    case 'ask':
    case 'say':
      return `[${label}]`;
  }
}

function italic(note: string): string {
  return `<i>${escaped(note)}</i>`;
}

/** Mermaid has entities of its own for what would end a label or begin markup. */
function escaped(text: string): string {
  return text.replace(/[#"<>&;`]/g, (character) => `#${character.charCodeAt(0)};`);
}
