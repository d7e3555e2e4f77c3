import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32c } from '../../../src/learning/experiment/crc32c.js';
import { type Event, encodeEvent } from '../../../src/learning/experiment/event.js';
import { frameRecord } from '../../../src/learning/experiment/record.js';
import { readMessage, readRecords } from './read-records.js';

describe('CRC-32C', () => {
  it.each([
    ['32 zeros', new Uint8Array(32), 0x8a9136aa],
    ['32 ones', new Uint8Array(32).fill(0xff), 0x62a8ab43],
    ['0 to 31', Uint8Array.from({ length: 32 }, (_, at) => at), 0x46dd794e],
    ['31 to 0', Uint8Array.from({ length: 32 }, (_, at) => 31 - at), 0x113fdb5c],
  ])('of %s is that of RFC 3720, appendix B.4', (_what, bytes, checksum) => {
    expect(crc32c(bytes)).toBe(checksum);
  });
});

const records = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 6 });

describe('framed records', () => {
  it('are read back as they were written, whatever they hold', () => {
    fc.assert(
      fc.property(records, (written) => {
        const file = Buffer.concat(written.map(frameRecord));
        expect(readRecords(file)).toEqual({ records: written.map((bytes) => Buffer.from(bytes)), isWhole: true });
      }),
    );
  });

  it('that were cut anywhere lose the last one and nothing before it', () => {
    fc.assert(
      fc.property(records, fc.uint8Array({ maxLength: 300 }), fc.nat(), (before, last, at) => {
        const whole = Buffer.concat(before.map(frameRecord));
        const torn = frameRecord(last);
        const kept = torn.subarray(0, 1 + (at % (torn.length - 1)));
        const read = readRecords(Buffer.concat([whole, kept]));
        expect(read).toEqual({ records: before.map((bytes) => Buffer.from(bytes)), isWhole: false });
      }),
    );
  });

  it('show every flipped bit', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(), (bytes, at) => {
        const damaged = frameRecord(bytes);
        const bit = at % (damaged.length * 8);
        damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(readRecords(damaged)).toEqual({ records: [], isWhole: false });
      }),
    );
  });
});

describe('an encoded event', () => {
  it('says tag, step and value of a scalar, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.maxSafeNat(),
        fc.float({ noDefaultInfinity: true }),
        fc.nat(4e12),
        (tag, step, value, at) => {
          const event: Event = { kind: 'scalar', step, tag, value };
          const fields = readMessage(encodeEvent(event, at));
          const [summary] = readMessage(fields.get(5)?.[0]).get(1) ?? [];
          const parts = readMessage(summary);
          expect(fields.get(1)?.[0]?.readDoubleLE()).toBe(at / 1000);
          expect(readVarint(fields.get(2)?.[0])).toBe(BigInt(step));
          expect(parts.get(1)?.[0]?.toString('utf8')).toBe(tag);
          expect(parts.get(2)?.[0]?.readFloatLE()).toBe(value);
        },
      ),
    );
  });
});

function readVarint(bytes: Buffer | undefined): bigint {
  return [...(bytes ?? [])].reduceRight((value, byte) => value * 128n + BigInt(byte & 127), 0n);
}
