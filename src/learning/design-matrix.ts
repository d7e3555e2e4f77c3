import type { SparseVector } from '../understanding/n-grams.js';

export type ExampleFeatures = SparseVector & {
  /** [dimensions] */
  dense: Float32Array;
};

/** Features of all examples in five flat arrays, because training walks over them thousands of times. */
export type DesignMatrix = {
  rows: number;
  dimensions: number;
  /** [rows, dimensions] */
  dense: Float32Array;
  /** Where a row's sparse features begin in the two arrays below, [rows + 1]. */
  starts: Uint32Array;
  features: Uint32Array;
  values: Float32Array;
  /** |x|² of each row with the constant 1 that carries the bias. */
  squaredNorms: Float64Array;
};

export function packRows(examples: ExampleFeatures[]): DesignMatrix {
  const dimensions = examples[0]?.dense.length ?? 0;
  const sparseCount = examples.reduce((count, { features }) => count + features.length, 0);
  const matrix: DesignMatrix = {
    rows: examples.length,
    dimensions,
    dense: new Float32Array(examples.length * dimensions),
    starts: new Uint32Array(examples.length + 1),
    features: new Uint32Array(sparseCount),
    values: new Float32Array(sparseCount),
    squaredNorms: new Float64Array(examples.length),
  };
  examples.forEach(({ dense, features, values }, row) => {
    const start = matrix.starts[row] ?? 0;
    matrix.dense.set(dense, row * dimensions);
    matrix.features.set(features, start);
    matrix.values.set(values, start);
    matrix.starts[row + 1] = start + features.length;
    matrix.squaredNorms[row] = values.reduce(addSquare, dense.reduce(addSquare, 1));
  });
  return matrix;
}

function addSquare(sum: number, value: number): number {
  return sum + value * value;
}
