import { describe, expect, it } from 'vitest';
import type { Box, Chart, ChartLanguage } from '../../../../src/conversation/flow/chart/chart.js';
import { flowsPage } from '../../../../src/conversation/flow/chart/flows-page.js';

const HOSTILE = '<img src=x onerror=alert(1)>"\'`&</script>';
const box: Box = { kind: 'ask', head: HOSTILE, text: HOSTILE, others: [HOSTILE], notes: [HOSTILE] };

function aChart(language: ChartLanguage): Chart {
  const exits = [{ when: HOSTILE, box }];
  const steps = [{ kind: 'box' as const, box, exits, isLast: false }];
  const way = (when: string) => ({ when, steps });
  const branch = { kind: 'branch' as const, box, met: way(HOSTILE), otherwise: way(HOSTILE) };
  return { name: 'a-flow', title: HOSTILE, language, begin: box, steps: [...steps, branch] };
}

describe('the page of flows', () => {
  const page = flowsPage([{ en: aChart('en'), zh: aChart('zh') }]);

  it('shows each flow in both languages, for wide windows and for phones', () => {
    expect(page.match(/<section id="a-flow-(en|zh)"/g)).toHaveLength(2);
    expect(page.match(/<svg class="(beside|below)"/g)).toHaveLength(4);
  });

  it('escapes whatever the files say', () => {
    expect(page).toContain('&#60;img src=x onerror=alert(1)&#62;');
    expect(page).not.toContain('<img');
    expect(page).not.toContain('</script>');
  });

  it('needs nothing beside it and runs nothing', () => {
    expect(page).not.toMatch(/(?:src|href)="(?!#|data:)/);
    expect(page).not.toMatch(/https?:|@import|url\(|<script/);
  });
});
