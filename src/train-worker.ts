import { workerProcess } from './learning/fine-tune/worker-process.js';
import { openExchange } from './open-exchange.js';

/** Entry of every training process that `npm run train` starts. */
workerProcess(openExchange);
