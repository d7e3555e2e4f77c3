import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCheckpoint } from '../../../src/learning/fine-tune/checkpoint-file.js';
import type { FineTuneMessage, FineTuneRequest } from '../../../src/learning/fine-tune/fine-tune-job.js';
import { runFineTune } from '../../../src/learning/fine-tune/run-fine-tune.js';
import { fineTuneSettingsSchema } from '../../../src/learning/fine-tune/settings.js';
import { tinyBert } from '../../support/tiny-bert.js';

const entry = 'dist/src/learning/fine-tune/fine-tune-process.js';
const EPOCHS = 3;

describe('fine-tuning in a process of its own', () => {
  let folder: string;
  let request: FineTuneRequest;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'concierge-fine-tune-'));
    const row = (at: number) => ({ ids: [2, 5 + (at % 2), 7 + (at % 11), 3], label: at % 2 });
    request = {
      base: await tinyBert(join(folder, 'base'), (name) => name),
      classes: 2,
      rows: Array.from({ length: 24 }, (_, at) => row(at)),
      dev: Array.from({ length: 6 }, (_, at) => row(at + 40)),
      unseen: Array.from({ length: 4 }, (_, at) => row(at + 60)),
      settings: fineTuneSettingsSchema.parse({ epochs: EPOCHS, batchSize: 8, encoderRate: 5e-3, headRate: 1e-2 }),
      isPortable: true,
      portableLayers: 2,
    };
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (name: string, more: Partial<Parameters<typeof runFineTune>[1]> = {}) => {
    const messages: FineTuneMessage[] = [];
    const onMessage = (message: FineTuneMessage) => messages.push(message);
    const options = { folder: join(folder, name), isResumed: false, entry, onMessage, ...more };
    return { messages, result: runFineTune(request, options) };
  };

  it('goes on after Ctrl-C from the last whole epoch, to the very weights of a run that was not stopped', async () => {
    const whole = run('whole');
    const expected = await whole.result;
    expect(whole.messages[0]).toEqual({ kind: 'backend', reason: 'wasm, because asked for' });
    expect(whole.messages.filter(({ kind }) => kind === 'step')).toHaveLength(EPOCHS * 3);
    expect(expected.dev).toHaveLength(6);
    expect(expected.unseen).toHaveLength(4);

    const stop = new AbortController();
    const onMessage = ({ kind }: FineTuneMessage) => kind === 'checkpoint' && stop.abort();
    await expect(run('stopped', { signal: stop.signal, onMessage }).result).rejects.toMatchObject({
      code: 'TRAINING_STOPPED',
    });
    const checkpoint = await loadCheckpoint(join(folder, 'stopped'));
    expect(checkpoint?.epoch).toBeLessThan(EPOCHS);

    const resumed = await run('stopped', { isResumed: true }).result;
    for (const [at, { name, data }] of expected.tensors.entries()) {
      expect(resumed.tensors[at]?.data, name).toEqual(data);
    }
    expect(resumed.devAccuracy).toEqual(expected.devAccuracy);
    expect(resumed.dev).toEqual(expected.dev);
  });

  it('takes a finished run instead of doing it again, and does it again when not resumed', async () => {
    const first = run('twice');
    await first.result;
    const taken = run('twice', { isResumed: true });
    await taken.result;
    expect(taken.messages).toEqual([]);
    const again = run('twice');
    await again.result;
    expect(again.messages.at(-1)).toEqual({ kind: 'done' });
  });

  it('keeps one checkpoint, whole at any moment, and says when one is broken', async () => {
    await run('kept').result;
    const files = readdirSync(join(folder, 'kept')).filter((file) => file.startsWith('epoch-'));
    expect(files).toEqual([`epoch-${EPOCHS}.safetensors`]);
    writeFileSync(join(folder, 'kept', 'checkpoint.json'), '{"file":"../../etc/passwd"}');
    await expect(loadCheckpoint(join(folder, 'kept'))).rejects.toMatchObject({ code: 'MODEL_INVALID' });
  });

  it('tells why a training could not be done, and leaves nothing that looks finished', async () => {
    const good = request;
    request = { ...good, base: join(folder, 'nowhere') };
    await expect(run('broken').result).rejects.toMatchObject({ code: 'MODEL_INVALID' });
    request = good;
    expect(existsSync(join(folder, 'broken', 'result.json'))).toBe(false);
  });
});
