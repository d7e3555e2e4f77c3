import { pino } from 'pino';

/**
 * Structured log: a fixed sentence, variables as fields, never a customer's text.
 * `log.info({ conversationId, intent, turnMs }, 'turn handled')`
 */
export type Log = {
  debug(fields: object, sentence: string): void;
  info(fields: object, sentence: string): void;
  warn(fields: object, sentence: string): void;
  error(fields: object, sentence: string): void;
};

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Lines of JSON on stderr: stdout belongs to what the person who started the process reads. */
export function createLog(level: LogLevel): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: false }),
  );
}
