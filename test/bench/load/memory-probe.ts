import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

const memorySchema = z.object({ rss: z.number(), heapUsed: z.number(), external: z.number() });
/** Bytes, after garbage was collected. */
export type Memory = z.infer<typeof memorySchema>;

/** Environment of a process whose memory can be asked for, and how to ask. */
export function createMemoryProbe(name: string) {
  const file = join(tmpdir(), `concierge-probe-${process.pid}-${name}.json`);
  return {
    env: { NODE_OPTIONS: `--import=${new URL('probe.js', import.meta.url).href}`, BENCH_PROBE: file },
    measure: async (pid: number): Promise<Memory> => {
      rmSync(file, { force: true });
      process.kill(pid, 'SIGUSR2');
      for (;;) {
        await pause(50);
        const memory = read(file);
        if (memory !== undefined) return memory;
      }
    },
    remove: () => rmSync(file, { force: true }),
  };
}

/** Undefined while it is not there or half written. */
function read(file: string): Memory | undefined {
  try {
    return memorySchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}
