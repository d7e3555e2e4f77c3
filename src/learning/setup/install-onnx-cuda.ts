import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { AppError } from '../../errors.js';
import { hasCudaParts, onnxRuntimeFolder } from '../../understanding/cuda-libraries.js';
import { mustRun } from './run-tool.js';

/**
 * Lets ONNX Runtime's package fetch its CUDA parts, which its normal installation leaves out here. The value `true`,
 * because of others its script forgets what it was asked for and does nothing.
 * @throws SETUP_FAILED when it cannot be had from here
 */
export async function installOnnxCuda({ isForced, signal }: { isForced: boolean; signal: AbortSignal }): Promise<void> {
  if (!isForced && hasCudaParts()) return;
  const script = join(packageFolder(), 'script', 'install.js');
  if (!existsSync(script)) throw new AppError('SETUP_FAILED', { details: ['ONNX Runtime has no install script'] });
  await mustRun('Fetching ONNX Runtime’s CUDA parts', [process.execPath, script], {
    env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'true' },
    signal,
  });
  if (hasCudaParts()) return;
  throw new AppError('SETUP_FAILED', { details: [`Nothing was installed into ${onnxRuntimeFolder()}`] });
}

function packageFolder(): string {
  const require = createRequire(createRequire(import.meta.url).resolve('@huggingface/transformers'));
  return dirname(dirname(require.resolve('onnxruntime-node')));
}
