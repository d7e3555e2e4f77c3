import { accuracyBench } from './intents/accuracy-bench.js';

export const run = accuracyBench('clinc150');
