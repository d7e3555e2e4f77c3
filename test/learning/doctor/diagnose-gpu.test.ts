import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isHealthy, tellCheck } from '../../../src/learning/doctor/check.js';
import { type DiagnoseOptions, diagnoseGpu } from '../../../src/learning/doctor/diagnose-gpu.js';
import type { GpuSearch } from '../../../src/learning/doctor/find-gpus.js';
import { findUnloadable } from '../../../src/learning/doctor/load-libraries.js';
import { prepareGraphs } from '../../../src/learning/doctor/prepare-graphs.js';
import { runEncodeJob } from '../../../src/learning/doctor/run-encode-job.js';
import { hasCudaParts } from '../../../src/understanding/cuda-libraries.js';
import { readModelFolder } from '../../../src/understanding/model-folder.js';
import { buildChildEntry } from '../../support/child-entry.js';

const NONE: GpuSearch = { kind: 'none', reason: 'no NVIDIA driver', remedy: 'Install one.' };
const OLD: GpuSearch = {
  kind: 'found',
  gpus: [{ index: 0, name: 'K40', driver: '470.1', computeCapability: 3.5, memoryMb: { total: 11_000, used: 5 } }],
};

describe('the doctor for GPUs', () => {
  const root = mkdtempSync(join(tmpdir(), 'doctor-'));
  let options: DiagnoseOptions;

  beforeAll(async () => {
    const { head } = await readModelFolder('intents/model');
    options = {
      graphs: await prepareGraphs('intents/base', root),
      head,
      tensorflowFolder: join(root, 'none'),
      progress: () => {},
      texts: ['where is my order', 'wo bleibt mein Paket', '👍'],
      grid: [{ batch: 2, tokens: 16 }],
      msPerSize: 1,
      encodeEntry: buildChildEntry('src/learning/doctor/encode-process.ts'),
      probeEntry: buildChildEntry('src/learning/setup/probe-process.ts'),
    };
  }, 180_000);
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('runs the CPU and says plainly that there is no GPU', async () => {
    const { checks, cpu, gpu, choice } = await diagnoseGpu({ ...options, find: async () => NONE });
    const kinds = new Map(checks.map(({ name, kind }) => [name, kind]));
    expect(kinds.get('GPU and driver')).toBe('missing');
    expect(kinds.get('encoder on the CPU')).toBe('ok');
    expect(kinds.get('same answers in 8 bits on the CPU')).toBe('ok');
    expect(kinds.get('same answers in half precision, computed by the CPU')).toBe('ok');
    expect([...kinds.values()].filter((kind) => kind === 'not applicable')).toHaveLength(6);
    expect(cpu).toMatchObject({ dtype: 'q8', parity: { texts: 3 }, speeds: [{ batch: 2, tokens: 16 }] });
    expect(gpu).toBeUndefined();
    expect(choice).toMatchObject({ kind: 'chosen', device: 'cpu' });
    expect(isHealthy(checks)).toBe(false);
  }, 120_000);

  it('finds a GPU that is too old and keeps off it', async () => {
    const { checks, gpu, choice } = await diagnoseGpu({ ...options, find: async () => OLD });
    const named = (name: string) => checks.find((check) => check.name === name);
    expect(named('GPU and driver')).toMatchObject({ kind: 'ok', detail: expect.stringContaining('K40, 11000 MB') });
    expect(named('encoder on the GPU')).toMatchObject({ kind: 'not applicable' });
    expect(named('TensorFlow on the GPU')).toMatchObject({
      kind: 'missing',
      remedy: expect.stringContaining('setup:gpu'),
    });
    expect(choice).toMatchObject({ device: 'cpu', reason: expect.stringContaining('3.5') });
    expect(gpu).toBeUndefined();
  }, 120_000);

  it.skipIf(hasCudaParts())('takes a session that cannot be made for a failure with its reason', async () => {
    const { encodeEntry: entry, graphs: modelDir } = options;
    const job = { modelDir, device: 'cuda', dtype: 'fp16', texts: ['hello'], grid: [], msPerSize: 1 } as const;
    const outcome = await runEncodeJob({ ...job, texts: ['hello'], grid: [] }, { entry });
    expect(outcome).toMatchObject({ kind: 'failed', reason: expect.stringMatching(/cuda/i) });
  });

  it('takes a process that hangs for a failure', async () => {
    const { graphs: modelDir } = options;
    const job = { modelDir, device: 'cpu' as const, dtype: 'q8' as const, texts: [], grid: [], msPerSize: 1 };
    const outcome = await runEncodeJob(job, { entry: 'test/fixtures/doctor/hanging-process.mjs', timeoutMs: 300 });
    expect(outcome).toMatchObject({ kind: 'failed', reason: expect.stringContaining('no answer within') });
  });
});

describe.skipIf(process.platform !== 'linux')('the look for libraries', () => {
  it('names those that cannot be loaded, and no others', async () => {
    const faults = await findUnloadable(['libm.so.6', 'libnothing.so.99'], process.env);
    expect(faults.map(({ library }) => library)).toEqual(['libnothing.so.99']);
    expect(faults[0]?.reason).toMatch(/libnothing/);
  });
});

describe('a check', () => {
  it('says below what to do', () => {
    const lines = tellCheck({ name: 'disk', kind: 'missing', detail: '1 GB', remedy: 'Free some.' });
    expect(lines).toEqual([expect.stringMatching(/missing.*disk: 1 GB/), expect.stringContaining('Free some.')]);
    expect(tellCheck({ name: 'disk', kind: 'ok', detail: '9 GB' })).toHaveLength(1);
  });
});
