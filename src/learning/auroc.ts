/**
 * Area under the ROC curve: how often a positive scores above a negative, ties counting half; 0..1, .5 when either list
 * is empty. By ranks, as Mann and Whitney's U.
 */
export function auroc(positives: number[], negatives: number[]): number {
  if (positives.length === 0 || negatives.length === 0) return 0.5;
  const scores = [
    ...positives.map((score) => ({ score, isPositive: true })),
    ...negatives.map((score) => ({ score, isPositive: false })),
  ].sort((one, other) => one.score - other.score);
  let rankSum = 0;
  for (let start = 0; start < scores.length; ) {
    let end = start;
    while (end < scores.length && scores[end]?.score === scores[start]?.score) end += 1;
    const tied = scores.slice(start, end).filter(({ isPositive }) => isPositive).length;
    rankSum += tied * ((start + 1 + end) / 2);
    start = end;
  }
  return (rankSum - (positives.length * (positives.length + 1)) / 2) / (positives.length * negatives.length);
}
