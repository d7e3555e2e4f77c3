import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compareRuns } from './compare-runs.js';
import type { EvaluationRun } from './evaluation-run.js';
import { reportPage } from './report-page.js';
import { type RunSummary, summariseRun } from './summarise-run.js';

export type ReportExtras = {
  /** Another model on the same messages. */
  before?: EvaluationRun | undefined;
  /** Further figures for the JSON, by name. */
  figures?: Record<string, unknown>;
};

/** `report.html` for people, `report.json` with the same figures, for programs. */
export async function writeReport(
  folder: string,
  run: EvaluationRun,
  { before, figures = {} }: ReportExtras,
): Promise<RunSummary> {
  const summary = summariseRun(run);
  const comparison = before === undefined ? undefined : compareRuns(before, run);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'report.html'), reportPage(summary, comparison));
  await writeFile(join(folder, 'report.json'), `${JSON.stringify({ summary, comparison, ...figures }, null, 2)}\n`);
  return summary;
}
