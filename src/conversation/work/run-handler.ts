import type { JobHandler, TakenJob } from './job-queue.js';

type SaveProgress = (progress: number) => Promise<unknown>;

/** Longer reasons are cut: they are kept with the job and shown in a list. */
const LONGEST_FAILURE = 1000;

/** Runs a job once. Never throws: answers why it failed, or undefined when it did not. */
export async function runHandler(
  handler: JobHandler,
  job: TakenJob,
  saveProgress: SaveProgress,
): Promise<string | undefined> {
  try {
    await handler(job, createReport(saveProgress));
    return undefined;
  } catch (error) {
    return String(error).slice(0, LONGEST_FAILURE);
  }
}

/**
 * Reports that come faster than they are saved give way to the latest. One that cannot be saved is let go: it is
 * worth less than the job.
 */
function createReport(save: SaveProgress): (progress: number) => void {
  let latest: number | undefined;
  let isSaving = false;
  const saveLatest = async () => {
    isSaving = true;
    while (latest !== undefined) {
      const progress = latest;
      latest = undefined;
      await save(progress).catch(() => undefined);
    }
    isSaving = false;
  };
  return (progress) => {
    latest = Math.min(1, Math.max(0, progress));
    if (!isSaving) void saveLatest();
  };
}
