import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { BenchResult } from './bench-result.js';

/** Kilobytes of gzip a page loads for the chat; the budget is 30. */
export async function run(): Promise<BenchResult> {
  const script = readFileSync('dist/widget.js');
  const value = Number((gzipSync(script, { level: 9 }).length / 1024).toFixed(2));
  return {
    name: 'widget-size',
    value,
    unit: 'KB gzip',
    baseline: 30,
    ratio: value / 30,
    detail: { bytes: script.length },
  };
}
