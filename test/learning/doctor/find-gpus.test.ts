import { describe, expect, it } from 'vitest';
import { parseGpus, readGpuSearch } from '../../../src/learning/doctor/find-gpus.js';

const TWO = [
  '0, NVIDIA H100 80GB HBM3, 550.54.15, 9.0, 81559, 4',
  '1, NVIDIA GeForce RTX 3090, 550.54.15, 8.6, 24576, 1031',
  '',
].join('\n');
const ended = (code: number | undefined, stdout: string) => ({ kind: 'ended' as const, code, stdout, stderr: '' });

describe('the search for GPUs', () => {
  it('reads what nvidia-smi tells', () => {
    expect(parseGpus(TWO)).toEqual([
      {
        index: 0,
        name: 'NVIDIA H100 80GB HBM3',
        driver: '550.54.15',
        computeCapability: 9,
        memoryMb: { total: 81_559, used: 4 },
      },
      {
        index: 1,
        name: 'NVIDIA GeForce RTX 3090',
        driver: '550.54.15',
        computeCapability: 8.6,
        memoryMb: { total: 24_576, used: 1031 },
      },
    ]);
  });

  it('takes what the driver does not know as nothing, and skips other lines', () => {
    expect(parseGpus('No devices were found')).toEqual([]);
    expect(parseGpus('0, GRID, 470.1, [N/A], [N/A], [N/A]')).toMatchObject([
      { computeCapability: 0, memoryMb: { total: 0, used: 0 } },
    ]);
  });

  it('tells apart a missing driver, one that does not run and one without a GPU', () => {
    expect(readGpuSearch({ kind: 'missing' })).toMatchObject({
      kind: 'none',
      reason: expect.stringMatching(/no NVIDIA driver/),
    });
    const broken = "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.";
    expect(readGpuSearch(ended(9, broken))).toMatchObject({ reason: expect.stringContaining(broken) });
    expect(readGpuSearch(ended(undefined, ''))).toMatchObject({ reason: expect.stringContaining('a signal') });
    expect(readGpuSearch(ended(0, ''))).toMatchObject({ reason: 'the driver knows no GPU' });
    expect(readGpuSearch(ended(0, TWO))).toMatchObject({ kind: 'found', gpus: [{ index: 0 }, { index: 1 }] });
  });
});
