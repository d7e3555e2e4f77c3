/**
 * How likely two equally good models would differ at least this much on the messages that only one got right: the
 * exact two-sided test. McNemar, "Note on the Sampling Error of the Difference Between Correlated Proportions", 1947.
 * @param onlyOne messages that only the first got right
 * @param onlyOther messages that only the second got right
 * @returns the p value, 0..1; 1 when they never differ
 */
export function mcnemar(onlyOne: number, onlyOther: number): number {
  const trials = onlyOne + onlyOther;
  let logChoose = 0;
  let tail = 0;
  for (let successes = 0; successes <= Math.min(onlyOne, onlyOther); successes++) {
    tail += Math.exp(logChoose - trials * Math.LN2);
    logChoose += Math.log((trials - successes) / (successes + 1));
  }
  return Math.min(1, 2 * tail);
}
