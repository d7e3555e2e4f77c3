import { z } from 'zod';

/** What a probe process says, as one line of JSON on stdout: that TensorFlow works, and how fast. */
export const probeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('works'),
    device: z.enum(['gpu', 'cpu', 'wasm']),
    /** Version of TensorFlow's C library; undefined on wasm. */
    version: z.string().optional(),
    /** Median of a product of two matrices of 512 × 512. */
    matMulMs: z.number(),
    /** Median of the loss of a linear layer of 512 × 512 over 64 rows, with its gradient. */
    gradientMs: z.number(),
    /** Mean of the gradient's absolute values: equal on every backend up to rounding. */
    gradientSize: z.number(),
  }),
  z.object({ kind: z.literal('fails'), reason: z.string() }),
]);

export type Probe = z.infer<typeof probeSchema>;
export type WorkingProbe = Extract<Probe, { kind: 'works' }>;

/** Where a TensorFlow.js is looked for: a folder of its own, the project's packages, or the portable one. */
export type ProbeTarget = { kind: 'folder'; folder: string } | { kind: 'packages' } | { kind: 'portable' };

/** One line for people. */
export function tellProbe({ device, version, matMulMs, gradientMs }: WorkingProbe): string {
  const what = version === undefined ? 'wasm' : `TensorFlow ${version} on the ${device.toUpperCase()}`;
  return `${what}: matMul ${matMulMs.toFixed(2)} ms, gradient ${gradientMs.toFixed(2)} ms`;
}

/** Whether two backends computed the same gradient, up to the rounding of single precision. */
export function agree(one: WorkingProbe, other: WorkingProbe): boolean {
  return Math.abs(one.gradientSize - other.gradientSize) <= 1e-3 * Math.max(one.gradientSize, other.gradientSize);
}
