import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Libraries that ONNX Runtime's CUDA parts load, besides the driver's own.
 * @see ONNX Runtime, CUDA Execution Provider, requirements for CUDA 12 and cuDNN 9
 */
export const CUDA_LIBRARIES = [
  'libcudart.so.12',
  'libcublas.so.12',
  'libcublasLt.so.12',
  'libcufft.so.11',
  'libcurand.so.10',
  'libcudnn.so.9',
] as const;

/** Folder of ONNX Runtime's binaries for this machine; its CUDA parts lie there once they are installed. */
export function onnxRuntimeFolder(): string {
  const require = createRequire(createRequire(import.meta.url).resolve('@huggingface/transformers'));
  const root = dirname(dirname(require.resolve('onnxruntime-node')));
  return join(root, 'bin', 'napi-v6', process.platform, process.arch);
}

export function hasCudaParts(folder = onnxRuntimeFolder()): boolean {
  return ['cuda', 'shared'].every((part) => existsSync(join(folder, `libonnxruntime_providers_${part}.so`)));
}

/**
 * Folders of NVIDIA's libraries that came with a native TensorFlow.js, for LD_LIBRARY_PATH: they serve ONNX Runtime
 * as well, so that no CUDA needs to be installed on the system.
 */
export function cudaLibraryFolders(tensorflowFolder: string): string[] {
  const nvidia = join(tensorflowFolder, 'node_modules', '@tensorflow', 'tfjs-node', 'deps', 'nvidia');
  if (!existsSync(nvidia)) return [];
  return readdirSync(nvidia)
    .map((part) => join(nvidia, part, 'lib'))
    .filter((folder) => existsSync(folder))
    .sort();
}

/** An environment in which a new process finds these folders' libraries, after those it found before. */
export function withLibraries(folders: readonly string[], env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  if (folders.length === 0) return env;
  const { LD_LIBRARY_PATH: before = '' } = env;
  return { ...env, LD_LIBRARY_PATH: [before, ...folders].filter((folder) => folder !== '').join(':') };
}
