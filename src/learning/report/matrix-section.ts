import { confusionChart } from './confusion-chart.js';
import type { Html } from './html.js';
import { scrollable, section } from './report-parts.js';
import type { RunSummary } from './summarise-run.js';

/** All pairs of meant and read intents. */
export function matrixSection({ confusion }: RunSummary): Html {
  return section('matrix', 'What was meant, and what was read', {
    intro:
      'A row is what was meant, a column what was read. The diagonal is right; every coloured cell beside it is a mistake with its count. A filled column means that an intent attracts messages of others.',
    content: [scrollable('Confusion matrix', confusionChart(confusion))],
  });
}
