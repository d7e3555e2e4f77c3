import { basename, dirname, resolve } from 'node:path';
import { env } from '@huggingface/transformers';

/** Points the library to a folder on this machine, never to the network. @returns what to ask it for */
export function localModel(folder: string): string {
  env.allowRemoteModels = false;
  env.localModelPath = dirname(resolve(folder));
  return basename(resolve(folder));
}
