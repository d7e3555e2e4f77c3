import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toMermaid } from '../../../../src/conversation/flow/chart/to-mermaid.js';
import { anyChart, countBoxes } from './a-chart.js';

const BOX = /^ {2}(b\d+)(?:\(\[|\{\{|\{|\[\[|>|\[)"[^"]*"/;
const ARROW = /^ {2}(b\d+) -->(?:\|"[^"]*"\|)? (b\d+)$/;

describe('a chart as Mermaid text', () => {
  it('names every box before any arrow leads to it, and lets no words out of their quotes', () => {
    fc.assert(
      fc.property(anyChart, (chart) => {
        const [head, ...lines] = toMermaid(chart);
        expect(head).toBe('flowchart TD');
        const known = new Set<string>();
        for (const line of lines) {
          const [, box] = BOX.exec(line) ?? [];
          const [, from, to] = ARROW.exec(line) ?? [];
          if (box !== undefined) known.add(box);
          else expect(known.has(from ?? '') && known.has(to ?? '')).toBe(true);
        }
        expect(known.size).toBe(1 + countBoxes(chart.steps));
      }),
    );
  });
});
