/** Which TensorFlow a native addon is built against. */
export type NativeRecipe = {
  /** Name and version of the Python package whose wheel carries the C library. */
  wheel: string;
  version: string;
  hasCuda: boolean;
};

/** The addon of tfjs-node 4.22; later versions of the library still have all it calls. */
export const ADDON = '@tensorflow/tfjs-node@4.22.0';
/** Headers of Node's C interface, whose version 8 every Node since 15 speaks: one addon serves them all. */
export const HEADERS = 'node-api-headers@1.9.0';

export function chooseRecipe(hasCuda: boolean): NativeRecipe {
  if (hasCuda) return { wheel: 'tensorflow==2.21.0', version: '2.21.0', hasCuda };
  // The smallest that is as fast as the newest.
  return { wheel: 'tensorflow-cpu==2.15.1', version: '2.15.1', hasCuda };
}

/**
 * Pip's arguments that unpack wheels into a folder. Which Python they are for is irrelevant, only their libraries and
 * headers are used, so it is fixed: any Python with pip gets the same files.
 */
export function pipArguments(target: string, wheels: readonly string[]): string[] {
  const platforms = ['manylinux2014', ...['17', '24', '27', '28'].map((minor) => `manylinux_2_${minor}`)];
  return [
    '-m',
    'pip',
    '--disable-pip-version-check',
    'install',
    '--no-cache-dir',
    '--no-deps',
    '--no-compile',
    '--only-binary=:all:',
    '--implementation=cp',
    '--python-version=3.11',
    '--abi=cp311',
    ...platforms.map((platform) => `--platform=${platform}_x86_64`),
    `--target=${target}`,
    ...wheels,
  ];
}

/**
 * NVIDIA's libraries that a TensorFlow wheel names for its `and-cuda` extra, as pip takes them.
 * @param metadata the wheel's METADATA (Python core metadata, PEP 508 requirements)
 */
export function cudaRequirements(metadata: string): string[] {
  return metadata
    .split(/\r?\n/)
    .map((line) => /^Requires-Dist:\s*(nvidia-[^;]+?)\s*;.*extra\s*==\s*["']and-cuda["']/.exec(line)?.[1])
    .filter((requirement) => requirement !== undefined)
    .map((requirement) => requirement.replace(/[()\s]/g, ''));
}
