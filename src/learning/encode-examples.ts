import type { Encoder } from '../understanding/encoder.js';
import { withoutIdentifiers } from '../understanding/extract-slots.js';
import type { Example } from './fit-head.js';

const CHUNK = 256;
const CHUNK_TIMEOUT_MS = 300_000;

/** Labelled texts and their vectors, read as served messages are; they wait behind every chat message. */
export async function encodeExamples(
  encoder: Encoder,
  rows: { text: string; label: string; conversationId?: string }[],
  progress: (line: string) => void,
): Promise<Example[]> {
  const examples: Example[] = [];
  for (let start = 0; start < rows.length; start += CHUNK) {
    const chunk = rows.slice(start, start + CHUNK).map(({ text, label, conversationId }) => ({
      text: withoutIdentifiers(text),
      label,
      ...(conversationId !== undefined && { conversationId }),
    }));
    const vectors = await encoder.encode(
      chunk.map(({ text }) => text),
      { lane: 'background', timeoutMs: CHUNK_TIMEOUT_MS },
    );
    chunk.forEach((row, index) => {
      examples.push({ ...row, vector: vectors[index] ?? new Float32Array(encoder.dimensions) });
    });
    progress(`Encoded ${examples.length} of ${rows.length} texts`);
  }
  return examples;
}
