import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseDevice, type DeviceFacts } from '../../src/understanding/choose-device.js';

const H100 = { name: 'H100', computeCapability: 9 };
const whole: DeviceFacts = { setting: 'auto', gpu: H100, hasFp16: true, hasCudaRuntime: true };

const facts: fc.Arbitrary<DeviceFacts> = fc.record({
  setting: fc.constantFrom('auto', 'cpu', 'cuda'),
  gpu: fc.option(fc.record({ name: fc.string(), computeCapability: fc.constantFrom(3.5, 5.2, 6.1, 7, 7.5, 8.9, 12) }), {
    nil: undefined,
  }),
  hasFp16: fc.boolean(),
  hasCudaRuntime: fc.boolean(),
});

describe('the choice of a device', () => {
  it.each<[string, Partial<DeviceFacts>, string, string]>([
    ['all there', {}, 'cuda', 'fp16'],
    ['all there and asked for', { setting: 'cuda' }, 'cuda', 'fp16'],
    ['no half-precision graph', { hasFp16: false }, 'cuda', 'fp32'],
    ['a GPU that is slow in half precision', { gpu: { name: 'GTX 1080', computeCapability: 6.1 } }, 'cuda', 'fp32'],
    ['a GPU too old for CUDA 12', { gpu: { name: 'K40', computeCapability: 3.5 } }, 'cpu', 'q8'],
    ['no GPU', { gpu: undefined }, 'cpu', 'q8'],
    ['no CUDA parts', { hasCudaRuntime: false }, 'cpu', 'q8'],
    ['the CPU asked for', { setting: 'cpu' }, 'cpu', 'q8'],
  ])('with %s', (_case, change, device, dtype) => {
    expect(chooseDevice({ ...whole, ...change })).toMatchObject({ kind: 'chosen', device, dtype });
  });

  it('says what is missing instead of taking the CPU when the GPU was asked for', () => {
    expect(chooseDevice({ ...whole, setting: 'cuda', gpu: undefined })).toEqual({
      kind: 'impossible',
      reason: 'there is no NVIDIA GPU',
    });
    expect(chooseDevice({ ...whole, setting: 'cuda', hasCudaRuntime: false })).toMatchObject({
      kind: 'impossible',
      reason: expect.stringContaining('npm run setup:gpu'),
    });
  });

  it('never takes a GPU without its parts, nor one that was not wanted, and fails only when one was', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const choice = chooseDevice(given);
        if (choice.kind === 'impossible') expect(given.setting).toBe('cuda');
        else if (choice.device === 'cuda') {
          expect(given.gpu && given.hasCudaRuntime && given.setting !== 'cpu').toBe(true);
          if (choice.dtype === 'fp16') expect(given.hasFp16).toBe(true);
        } else expect(given.setting).not.toBe('cuda');
      }),
    );
  });
});
