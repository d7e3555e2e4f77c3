import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { AppError } from '../../errors.js';

/** A file of one JSON value a line that is only ever added to, by one process at a time. */
export type JsonLines = {
  /** What stood there when it was opened; the first is line 1. */
  lines: unknown[];
  append(value: unknown): void;
  /** Returns when all that was appended would outlive a power cut. */
  sync(): void;
  close(): void;
};

/**
 * Opens or begins the file. A last line without its end was being written when a process died: it is cut.
 * @throws BAD_INPUT with `file:line` of what is not JSON
 */
export function openJsonLines(path: string): JsonLines {
  const file = openSync(path, 'a+');
  const bytes = readFileSync(path);
  const whole = bytes.subarray(0, bytes.lastIndexOf('\n') + 1);
  if (whole.length < bytes.length) ftruncateSync(file, whole.length);
  return {
    lines: parseLines(path, whole.toString('utf8')),
    append: (value) => {
      writeSync(file, `${JSON.stringify(value)}\n`);
    },
    sync: () => fsyncSync(file),
    close: () => closeSync(file),
  };
}

function parseLines(path: string, text: string): unknown[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line, index): unknown => {
      try {
        return JSON.parse(line);
      } catch (cause) {
        throw new AppError('BAD_INPUT', { cause, details: [`${path}:${index + 1}: is not JSON`] });
      }
    });
}
