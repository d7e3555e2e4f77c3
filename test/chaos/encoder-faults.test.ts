import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TranscriptEntry } from '../../src/protocol/transcript.js';
import { childrenOf, noProcessFolder } from '../support/child-processes.js';
import { missing } from '../support/require-parts.js';
import { newDataDir, removeDataDirs, ServerProcess } from '../support/server-process.js';
import { Shopper } from '../support/shopper.js';

const SHOPPERS = 4;
const LINES = [
  'where is my order',
  'how long do refunds take',
  'do you ship to Norway',
  'do you have a warm jumper',
  'thanks',
  'hello',
];

describe.skipIf(missing(noProcessFolder()))('an encoder process of a running server', () => {
  let server: ServerProcess;
  beforeEach(async () => {
    server = await ServerProcess.start({ dataDir: newDataDir(), env: { ENCODER_PROCESSES: '2' } });
  });
  afterEach(() => server.stop());
  afterAll(removeDataDirs);

  it.each([
    ['stands still', 'SIGSTOP'],
    ['crashes', 'SIGSEGV'],
  ] as const)(
    'that %s is replaced, and every message is answered once',
    { timeout: 120_000 },
    async (_what, signal) => {
      const [first = 0] = childrenOf(server.pid);
      expect(childrenOf(server.pid)).toHaveLength(2);
      const shoppers = await Promise.all(Array.from({ length: SHOPPERS }, () => Shopper.arrive(server.address)));
      let isReplaced = false;
      const talking = shoppers.map((shopper, index) => talkUntil(shopper, index, () => isReplaced));
      await pause(200);
      process.kill(first, signal);
      await untilReplaced(server, first);
      isReplaced = true;
      await Promise.all(talking);
      for (const shopper of shoppers) {
        const { entries } = await shopper.readAll();
        const said = entries.filter(({ kind }) => kind === 'customer').length;
        const answers = entries.filter(({ kind }) => kind === 'bot');
        expect(said).toBeGreaterThan(0);
        expect(answers).toHaveLength(said);
        expect(entries.filter(isHandedOver)).toEqual([]);
        shopper.leave();
      }
    },
  );
});

/** One message after the other, each waited for, until it is over and then once more. */
async function talkUntil(shopper: Shopper, start: number, isOver: () => boolean): Promise<void> {
  for (let index = 0, wasOver = false; !wasOver; index++) {
    wasOver = isOver();
    await shopper.ask(LINES[(start + index) % LINES.length] ?? 'hello');
    // A visitor may say thirty things in ten seconds.
    await pause(400);
  }
}

async function untilReplaced(server: ServerProcess, lost: number): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const now = childrenOf(server.pid);
    if (now.length === 2 && !now.includes(lost)) return;
    if (Date.now() > deadline) throw new Error(`${lost} was not replaced: ${now.join()}`);
    await pause(50);
  }
}

function isHandedOver(entry: TranscriptEntry): boolean {
  return entry.kind !== 'customer' && entry.kind !== 'bot';
}
