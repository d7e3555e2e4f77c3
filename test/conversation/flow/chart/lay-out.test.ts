import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut, type Placed } from '../../../../src/conversation/flow/chart/lay-out.js';
import { anyChart, countBoxes } from './a-chart.js';

const arrangement = fc.constantFrom('beside' as const, 'below' as const);

const overlap = (one: Placed, other: Placed) =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

const isAtEdge = ({ x, y }: { x: number; y: number }, { x: left, y: top, width }: Placed) =>
  (y === top && x >= left && x <= left + width) || (x === left && y > top);

describe('the layout of a chart', () => {
  it('shows every box once, none over another, all on the paper', () => {
    fc.assert(
      fc.property(anyChart, arrangement, (chart, how) => {
        const { boxes, width, height } = layOut(chart, how);
        expect(boxes).toHaveLength(1 + countBoxes(chart.steps));
        for (const [index, one] of boxes.entries()) {
          expect(one.x + one.width).toBeLessThanOrEqual(width);
          expect(one.y + one.height).toBeLessThanOrEqual(height);
          expect(boxes.slice(index + 1).filter((other) => overlap(one, other))).toEqual([]);
        }
      }),
    );
  });

  it('ends every line at a box, by straight pieces that are level or upright', () => {
    fc.assert(
      fc.property(anyChart, arrangement, (chart, how) => {
        const { boxes, lines } = layOut(chart, how);
        for (const { points } of lines) {
          expect(boxes.some((one) => isAtEdge(points.at(-1) ?? { x: -1, y: -1 }, one))).toBe(true);
          for (const [index, to] of points.slice(1).entries()) {
            const from = points[index];
            expect(from?.x === to.x || from?.y === to.y).toBe(true);
          }
        }
      }),
    );
  });
});
