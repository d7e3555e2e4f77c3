import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, systemClock } from '../../clock.js';
import type { Event, HyperParameters } from './event.js';
import { openEventFile } from './event-file.js';
import { openJsonLines } from './json-lines.js';

/** What one training run says of itself, for TensorBoard and for programs. */
export type ExperimentLog = {
  /** @param value NaN and the infinities are kept for TensorBoard, and null in the JSON */
  scalar(tag: string, step: number, value: number): void;
  text(tag: string, text: string): void;
  hyperParameters(values: HyperParameters): void;
  close(): void;
};

type Options = {
  clock?: Clock;
  /** Where this process goes on: what an earlier one said of this step and later ones counts no more. */
  firstStep?: number;
};

/**
 * Opens the log of a run: `<folder>/<run>/` with TensorBoard event files and `log.jsonl`, one line an event. What a
 * killed process wrote stays readable: each process begins an event file of its own, and a torn line is cut.
 */
export function openExperimentLog(
  folder: string,
  run: string,
  { clock = systemClock, firstStep = 0 }: Options = {},
): ExperimentLog {
  const place = join(folder, run);
  mkdirSync(place, { recursive: true });
  const lines = openJsonLines(join(place, 'log.jsonl'));
  const events = openEventFile(place, clock);
  const write = (event: Event) => {
    events.write(event);
    lines.append({ at: clock.now(), ...event });
  };
  write({ kind: 'start', step: firstStep });
  return {
    scalar: (tag, step, value) => write({ kind: 'scalar', step, tag, value }),
    text: (tag, text) => write({ kind: 'text', step: firstStep, tag, text }),
    hyperParameters: (values) => write({ kind: 'hyper-parameters', values }),
    close: () => {
      events.close();
      lines.close();
    },
  };
}
