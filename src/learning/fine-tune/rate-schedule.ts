/** Factor of the learning rates: up from 0 during warm-up, then down to 0 at the last step. */
export function rateAt(step: number, { steps, warmUp }: { steps: number; warmUp: number }): number {
  const warm = Math.max(1, Math.round(steps * warmUp));
  return step < warm ? (step + 1) / warm : (steps - step) / Math.max(1, steps - warm);
}
