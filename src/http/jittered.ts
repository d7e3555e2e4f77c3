/** About `ms`, give or take half: those who are told it together do not come back together. */
export function jittered(ms: number): number {
  return Math.round(ms * (0.5 + Math.random()));
}
