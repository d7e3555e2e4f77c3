/** 8-bit weights of a linear layer, as MatMulNBits reads them. */
export type BlockWeights = {
  /** [outputs, blocks, blockSize], value + 128; the last block of a row is padded with 128, which is 0. */
  quantised: Uint8Array;
  /** [outputs, blocks]: what one step of a block is worth. */
  scales: Float32Array;
  blocksPerRow: number;
};

/**
 * Rounds every block of a row to 8 bits around zero point 128, each block with its own scale, so that one large
 * weight costs precision only in its own block.
 * @param weights [outputs, inputs], row by row
 */
export function quantiseBlocks(weights: Float32Array, inputs: number, blockSize: number): BlockWeights {
  const outputs = weights.length / inputs;
  const blocksPerRow = Math.ceil(inputs / blockSize);
  const quantised = new Uint8Array(outputs * blocksPerRow * blockSize).fill(128);
  const scales = new Float32Array(outputs * blocksPerRow);
  for (let row = 0; row < outputs; row++) {
    for (let block = 0; block < blocksPerRow; block++) {
      const start = row * inputs + block * blockSize;
      const values = weights.subarray(start, Math.min(start + blockSize, (row + 1) * inputs));
      const place = row * blocksPerRow + block;
      scales[place] = roundTo8Bits(values, 128, quantised.subarray(place * blockSize));
    }
  }
  return { quantised, scales, blocksPerRow };
}

/** Rows of a table as signed bytes, each row with a scale: value = byte × scale. */
export function quantiseRows(table: Float32Array, width: number): { quantised: Int8Array; scales: Float32Array } {
  const rows = table.length / width;
  const quantised = new Int8Array(table.length);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const start = row * width;
    scales[row] = roundTo8Bits(table.subarray(start, start + width), 0, quantised.subarray(start));
  }
  return { quantised, scales };
}

/** Writes `values` into `bytes` on 255 steps and returns the size of a step; rows of zeros get step 1. */
function roundTo8Bits(values: Float32Array, zeroPoint: number, bytes: Uint8Array | Int8Array): number {
  const largest = values.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  // Through fround, because the step is stored in single precision and must divide by what will multiply.
  const step = Math.fround(largest / 127) || 1;
  values.forEach((value, index) => {
    bytes[index] = zeroPoint + Math.max(-127, Math.min(127, Math.round(value / step)));
  });
  return step;
}
