import type { Encoder, Reading } from '../understanding/encoder.js';
import { type Judgement, judgeMessage } from '../understanding/judge-message.js';
import type { Model } from '../understanding/model-folder.js';
import { type PreparedMessage, prepareMessage } from '../understanding/prepare-message.js';

export type ReadMessage = { prepared: PreparedMessage; reading: Reading; judgement: Judgement };

const CHUNK = 256;
const CHUNK_TIMEOUT_MS = 300_000;

/** What a model with its encoder says of many messages, in their order, as it would in service; chat goes first. */
export async function readMessages(
  { model, encoder }: { model: Model; encoder: Encoder },
  texts: readonly string[],
  progress: (line: string) => void,
): Promise<ReadMessage[]> {
  const blank: Reading = { vector: new Float32Array(encoder.dimensions), tuned: undefined };
  const read: ReadMessage[] = [];
  for (let start = 0; start < texts.length; start += CHUNK) {
    const prepared = texts.slice(start, start + CHUNK).map((text) => prepareMessage(model, text));
    const readable = prepared.filter(({ isReadable }) => isReadable).map(({ text }) => text);
    const readings = await encoder.read(readable, { lane: 'background', timeoutMs: CHUNK_TIMEOUT_MS });
    const next = readings.values();
    for (const message of prepared) {
      const reading = (message.isReadable ? next.next().value : undefined) ?? blank;
      read.push({ prepared: message, reading, judgement: judgeMessage(model, { ...message, reading }) });
    }
    progress(`Read ${read.length} of ${texts.length} texts`);
  }
  return read;
}
