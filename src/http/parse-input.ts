import type { z } from 'zod';
import { AppError } from '../errors.js';

/**
 * Input from outside as the type the schema gives.
 * @throws BAD_INPUT with one detail per mistake, `path: what was expected`
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues
    .slice(0, 20)
    .map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  throw new AppError('BAD_INPUT', { details });
}
