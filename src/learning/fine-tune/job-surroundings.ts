import type { FineTuneMessage } from './fine-tune-job.js';
import type { OpenExchange } from './parallel/exchange-place.js';
import type { WorkerRole } from './parallel/worker-role.js';
import type { Backend } from './tensorflow.js';

/** What a job needs to know of the process that it runs in. */
export type JobSurroundings = {
  /** Of the job: checkpoints and the result go there. */
  folder: string;
  backend: Backend;
  /** Undefined for a process that trains alone. */
  role: WorkerRole | undefined;
  openExchange: OpenExchange;
  isStopped(): boolean;
  tell(message: FineTuneMessage): void;
};
