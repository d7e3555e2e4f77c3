/** What the settings ask for: `auto` takes the GPU where all it needs is there. */
export type DeviceSetting = 'auto' | 'cpu' | 'cuda';

export type DeviceFacts = {
  setting: DeviceSetting;
  /** The GPU found, or undefined. */
  gpu: { name: string /** CUDA compute capability, e.g. 7.5. */; computeCapability: number } | undefined;
  /** The model folder holds a half-precision graph. */
  hasFp16: boolean;
  /** ONNX Runtime's CUDA parts and the libraries they need are there. */
  hasCudaRuntime: boolean;
};

export type DeviceChoice =
  | { kind: 'chosen'; device: 'cpu'; dtype: 'q8'; reason: string }
  | { kind: 'chosen'; device: 'cuda'; dtype: 'fp16' | 'fp32'; reason: string }
  /** The GPU was asked for by name and cannot be had. */
  | { kind: 'impossible'; reason: string };

/** CUDA 12's builds of ONNX Runtime hold kernels from Maxwell on; half precision is fast from Volta on. */
const LEAST_CAPABILITY = 5.2;
const FAST_HALF_CAPABILITY = 7;

/**
 * Where a model runs and in which precision. On the CPU always the 8-bit graph; on the GPU never: block-wise 8 bits are
 * made for the CPU and slower there than half precision.
 */
export function chooseDevice({ setting, gpu, hasFp16, hasCudaRuntime }: DeviceFacts): DeviceChoice {
  if (setting === 'cpu') return onCpu('the settings ask for the CPU');
  const lack = whatLacks(gpu, hasCudaRuntime);
  if (lack !== undefined) return setting === 'cuda' ? { kind: 'impossible', reason: lack } : onCpu(lack);
  const name = gpu?.name ?? '';
  if (!hasFp16) {
    return { kind: 'chosen', device: 'cuda', dtype: 'fp32', reason: `${name}; the model has no half-precision graph` };
  }
  if ((gpu?.computeCapability ?? 0) < FAST_HALF_CAPABILITY) {
    return { kind: 'chosen', device: 'cuda', dtype: 'fp32', reason: `${name} is slow in half precision` };
  }
  return { kind: 'chosen', device: 'cuda', dtype: 'fp16', reason: name };
}

function whatLacks(gpu: DeviceFacts['gpu'], hasCudaRuntime: boolean): string | undefined {
  if (gpu === undefined) return 'there is no NVIDIA GPU';
  if (gpu.computeCapability < LEAST_CAPABILITY) {
    return `${gpu.name} has compute capability ${gpu.computeCapability}; ${LEAST_CAPABILITY} is needed`;
  }
  return hasCudaRuntime ? undefined : 'ONNX Runtime’s CUDA parts are missing; npm run setup:gpu installs them';
}

function onCpu(reason: string): DeviceChoice {
  return { kind: 'chosen', device: 'cpu', dtype: 'q8', reason };
}
