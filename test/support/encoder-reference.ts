import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** What an encoder must give for a text; test/fixtures/encoder/make-reference.py computes it in Python. */
export type EncoderReference = { text: string; ids: number[]; vector: number[] };

/** @param file in test/fixtures/encoder; by default that of the English base */
export function readEncoderReference(file = 'reference.json'): EncoderReference[] {
  const schema = z.array(z.object({ text: z.string(), ids: z.array(z.number()), vector: z.array(z.number()) }));
  return schema.parse(JSON.parse(readFileSync(`test/fixtures/encoder/${file}`, 'utf8')));
}

export function cosine(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let [product, ones, others] = [0, 0, 0];
  for (let at = 0; at < one.length; at++) {
    product += (one[at] ?? 0) * (other[at] ?? 0);
    ones += (one[at] ?? 0) ** 2;
    others += (other[at] ?? 0) ** 2;
  }
  return product / Math.sqrt(ones * others);
}
