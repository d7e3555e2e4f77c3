import type { Reading } from '../../../src/understanding/encoder.js';
import type { EncoderPool } from '../../../src/understanding/encoder-pool.js';

/** An encoder that is timed; or, once it knows the texts, one that answers from memory and costs nothing. */
export class WatchedEncoder {
  /** Milliseconds that reading has taken since `takeMs`. */
  private ms = 0;
  private readonly known = new Map<string, Reading>();
  isFromMemory = false;

  around(pool: EncoderPool): EncoderPool {
    return { ...pool, read: (texts, options) => this.read(pool, texts, options) };
  }

  takeMs(): number {
    const { ms } = this;
    this.ms = 0;
    return ms;
  }

  private async read(pool: EncoderPool, ...[texts, options]: Parameters<EncoderPool['read']>): Promise<Reading[]> {
    if (this.isFromMemory) return texts.map((text) => this.remembered(text));
    const began = performance.now();
    const readings = await pool.read(texts, options);
    this.ms += performance.now() - began;
    for (const [index, reading] of readings.entries()) this.known.set(texts[index] ?? '', reading);
    return readings;
  }

  private remembered(text: string): Reading {
    const reading = this.known.get(text);
    if (reading === undefined) throw new Error(`never read before: ${text}`);
    return reading;
  }
}
