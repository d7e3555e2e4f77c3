import type { Speed } from './encode-job.js';

/** Texts a second: a line a batch size, a column a length. */
export function speedTable(speeds: readonly Speed[]): string[] {
  const lengths = distinct(speeds.map(({ tokens }) => tokens));
  const head = ['batch', ...lengths.map((tokens) => `${tokens} tokens`)];
  const rows = distinct(speeds.map(({ batch }) => batch)).map((batch) => [
    String(batch),
    ...lengths.map((tokens) => {
      const found = speeds.find((speed) => speed.batch === batch && speed.tokens === tokens);
      return found === undefined ? '' : String(found.textsPerSecond);
    }),
  ]);
  return [head, ...rows].map((cells) => cells.map((cell) => cell.padStart(11)).join(''));
}

function distinct(values: number[]): number[] {
  return [...new Set(values)].sort((one, other) => one - other);
}
