/** Milliseconds. */
export type Latencies = { count: number; p50: number; p95: number; p99: number; most: number };

export function summarise(values: number[]): Latencies {
  const sorted = Float64Array.from(values).sort();
  const at = (percent: number) => sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0;
  return { count: sorted.length, p50: at(50), p95: at(95), p99: at(99), most: sorted.at(-1) ?? 0 };
}
