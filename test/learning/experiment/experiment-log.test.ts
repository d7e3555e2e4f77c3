import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openExperimentLog } from '../../../src/learning/experiment/experiment-log.js';
import { openJsonLines } from '../../../src/learning/experiment/json-lines.js';
import { missing } from '../../support/require-parts.js';
import { noTensorboard, readEvents } from '../../support/tensorboard.js';
import { readRecords } from './read-records.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'concierge-experiment-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const clock = { now: () => 1_800_000_000_000 };
const eventFiles = () => readdirSync(join(folder, 'run')).filter((name) => name.startsWith('events.out.tfevents.'));

describe.skipIf(missing(noTensorboard()))('the log of a run, read by TensorBoard', { timeout: 60_000 }, () => {
  it('holds every scalar at its step and time, the texts and the hyper-parameters', async () => {
    const log = openExperimentLog(folder, 'run', { clock });
    log.hyperParameters({ encoderRate: 2e-4, scale: 'log', isPortable: true });
    log.text('note', 'trained on **wasm**, 中文 too');
    for (const step of [1, 2, 300, 5_000_000_000]) log.scalar('dev/accuracy', step, step / 8);
    log.scalar('loss', 1, 0.25);
    log.close();
    const read = await readEvents(join(folder, 'run'));
    expect(read).toEqual({
      scalars: {
        'dev/accuracy': [1, 2, 300, 5_000_000_000].map((step) => ({ step, value: step / 8, at: 1_800_000_000 })),
        loss: [{ step: 1, value: 0.25, at: 1_800_000_000 }],
      },
      texts: { note: ['trained on **wasm**, 中文 too'] },
      hyperParameters: { encoderRate: 2e-4, scale: 'log', isPortable: true },
    });
  });

  it('goes on after a kill: what came before the torn record stands, what is done again counts once', async () => {
    const killed = openExperimentLog(folder, 'run', { clock });
    for (const step of [1, 2, 3]) killed.scalar('loss', step, 10 + step);
    const [first = ''] = eventFiles();
    appendFileSync(join(folder, 'run', first), Buffer.from([9, 0, 0, 0, 0]));
    const resumed = openExperimentLog(folder, 'run', { clock, firstStep: 3 });
    for (const step of [3, 4]) resumed.scalar('loss', step, 20 + step);
    resumed.close();
    const { scalars } = await readEvents(join(folder, 'run'));
    expect(scalars.loss?.map(({ step, value }) => [step, value])).toEqual([
      [1, 11],
      [2, 12],
      [3, 23],
      [4, 24],
    ]);
  });
});

describe('the log of a run', () => {
  it('begins another event file each time, later in order, and touches none that is there', () => {
    openExperimentLog(folder, 'run', { clock }).close();
    const [first = ''] = eventFiles();
    const bytes = readFileSync(join(folder, 'run', first));
    openExperimentLog(folder, 'run', { clock: { now: () => 1_700_000_000_000 } }).close();
    expect(eventFiles()).toHaveLength(2);
    expect(eventFiles().sort()[0]).toBe(first);
    expect(readFileSync(join(folder, 'run', first)).equals(bytes)).toBe(true);
    expect(readRecords(bytes)).toMatchObject({ isWhole: true });
    expect(readRecords(bytes).records[0]?.includes('brain.Event:2')).toBe(true);
  });

  it('has the same as lines of JSON, after a torn line too', () => {
    const log = openExperimentLog(folder, 'run', { clock });
    log.scalar('loss', 1, 0.5);
    log.scalar('loss', 2, Number.NaN);
    log.close();
    const file = join(folder, 'run', 'log.jsonl');
    appendFileSync(file, '{"at":18000000000');
    openExperimentLog(folder, 'run', { clock, firstStep: 2 }).close();
    const at = 1_800_000_000_000;
    expect(
      readFileSync(file, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { at, kind: 'start', step: 0 },
      { at, kind: 'scalar', step: 1, tag: 'loss', value: 0.5 },
      { at, kind: 'scalar', step: 2, tag: 'loss', value: null },
      { at, kind: 'start', step: 2 },
    ]);
  });
});

describe('a file of JSON lines', () => {
  it('cut anywhere still has every whole line, and takes more', () => {
    const file = join(folder, 'lines.jsonl');
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 5 }), fc.nat(), (values, cut) => {
        const text = Buffer.from(values.map((value) => `${JSON.stringify(value)}\n`).join(''));
        const kept = text.subarray(0, cut % (text.length + 1));
        writeFileSync(file, kept);
        const opened = openJsonLines(file);
        const before = kept.filter((byte) => byte === 10).length;
        expect(opened.lines).toEqual(values.slice(0, before).map((value) => JSON.parse(JSON.stringify(value))));
        opened.append({ more: true });
        opened.close();
        const again = openJsonLines(file);
        again.close();
        expect(again.lines).toEqual([...opened.lines, { more: true }]);
      }),
    );
  });

  it('says where a line is not JSON', () => {
    const file = join(folder, 'lines.jsonl');
    writeFileSync(file, '{}\nnot json\n');
    expect(() => openJsonLines(file)).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', details: [`${file}:2: is not JSON`] }),
    );
  });
});
