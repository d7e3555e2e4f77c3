import { closeSync, openSync, readdirSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../clock.js';
import { type Event, encodeEvent } from './event.js';
import { frameRecord } from './record.js';

export type EventFile = { write(event: Event): void; close(): void };

const NAME = /^events\.out\.tfevents\.(\d+)\./;

/**
 * Begins another TensorBoard event file in a folder that exists. Never one that is there: its last record may be torn,
 * and readers stop at such a one. Readers take the files of a folder in the order of their names, which is that of time.
 */
export function openEventFile(folder: string, clock: Clock): EventFile {
  const earlier = readdirSync(folder).map((name) => Number(NAME.exec(name)?.[1] ?? 0));
  const seconds = Math.max(Math.floor(clock.now() / 1000), ...earlier.map((second) => second + 1));
  const host = hostname().replace(/[^\w.-]/g, '-');
  const file = openSync(join(folder, `events.out.tfevents.${String(seconds).padStart(10, '0')}.${host}`), 'wx');
  const write = (event: Event) => {
    writeSync(file, frameRecord(encodeEvent(event, clock.now())));
  };
  write({ kind: 'version' });
  return { write, close: () => closeSync(file) };
}
