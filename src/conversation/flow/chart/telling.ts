import type { Catalogue } from '../../../texts/en.js';
import type { Flow } from '../flow.js';
import type { ChartLanguage } from './chart.js';
import type { ChartWords } from './chart-words.js';

/** A flow, and what it is told with. */
export type Telling = { flow: Flow; language: ChartLanguage; words: ChartWords; texts: Catalogue };
