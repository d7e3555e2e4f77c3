/**
 * Runs `work` again and again, `ms` apart, give or take half, so that processes do not keep step; never twice at once.
 * Does not keep the process alive. `work` must not reject.
 */
export function everySoOften(work: () => Promise<void>, ms: number): { stop(): void } {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  const next = () => {
    if (isStopped) return;
    timer = setTimeout(() => void work().finally(next), ms * (0.5 + Math.random())).unref();
  };
  next();
  return {
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
