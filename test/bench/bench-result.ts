/** What a bench prints as its last line. `ratio` is value over baseline, both taken in the same run. */
export type BenchResult = {
  name: string;
  value: number;
  unit: string;
  baseline: number | null;
  ratio: number | null;
  detail: Record<string, unknown>;
};
