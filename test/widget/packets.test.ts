import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodePacket,
  decodePayload,
  type EnginePacket,
  encodePacket,
  encodePayload,
} from '../../widget/engine-packets.js';
import { Decoder, Encoder, type Packet, PacketType } from '../../widget/socket-packets.js';

const socketIo = createRequire(createRequire(import.meta.url).resolve('socket.io-client/package.json'));
const theirs = socketIo('socket.io-parser');
const engine = createRequire(socketIo.resolve('engine.io-client'))('engine.io-parser');

/** Both ways to read a packet: what came out, or that it was refused. */
function readWith(decoder: { on: Decoder['on']; add: Decoder['add'] }, text: unknown): Packet | 'refused' | undefined {
  let read: Packet | undefined;
  decoder.on('decoded', (packet) => {
    read = packet;
  });
  try {
    decoder.add(text);
  } catch {
    return 'refused';
  }
  return read;
}

const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)));
const nsp = fc.constantFrom('/', '/chat', '/a-b');
const event = fc.tuple(fc.constantFrom('log', 'say', ''), json, json);
const packet: fc.Arbitrary<Packet> = fc.oneof(
  fc.record(
    { type: fc.constant(PacketType.EVENT), nsp, data: event, id: fc.nat() },
    { requiredKeys: ['type', 'nsp', 'data'] },
  ),
  fc.record({ type: fc.constant(PacketType.ACK), nsp, id: fc.nat(), data: fc.array(json) }),
  fc.record({ type: fc.constant(PacketType.CONNECT), nsp, data: fc.dictionary(fc.string(), json) }),
  fc.record({ type: fc.constant(PacketType.CONNECT_ERROR), nsp, data: fc.record({ message: fc.string() }) }),
  fc.record({ type: fc.constant(PacketType.DISCONNECT), nsp }),
);

describe('packets', () => {
  it('are written and read as the library writes and reads them', () => {
    fc.assert(
      fc.property(packet, (sent) => {
        const [text] = new Encoder().encode(sent);
        expect([text]).toEqual(new theirs.Encoder().encode(sent));
        expect(readWith(new Decoder(), text)).toEqual(readWith(new theirs.Decoder(), text));
        expect(readWith(new Decoder(), text)).toMatchObject({ type: sent.type, nsp: sent.nsp });
      }),
    );
  });

  it.each([
    ...['', '9', 'x', '2', '2{}', '2[1', '2["connect"]', '2["disconnecting"]', '1[]', '3{}', '3/chat,1{}'],
    ...[new ArrayBuffer(1), '51-["binary",{"_placeholder":true,"num":0}]'],
  ])('refuse %j, which is none', (text) => {
    expect(readWith(new Decoder(), text)).toBe('refused');
  });

  const enginePacket: fc.Arbitrary<EnginePacket> = fc.record(
    {
      type: fc.constantFrom('open', 'close', 'ping', 'pong', 'message', 'upgrade', 'noop'),
      data: fc.string({ minLength: 1 }).filter((text) => !text.includes('\u001e')),
    },
    { requiredKeys: ['type'] },
  );

  it('are framed as the transport frames them', () => {
    fc.assert(
      fc.property(fc.array(enginePacket, { minLength: 1 }), (packets) => {
        const written: string[] = [];
        encodePayload(packets, (text) => written.push(text));
        engine.encodePayload(packets, (text: string) => written.push(text));
        expect(written[0]).toBe(written[1]);
        expect(decodePayload(written[0] ?? '')).toEqual(engine.decodePayload(written[0], 'arraybuffer'));
        encodePacket(packets[0] ?? { type: 'noop' }, true, (text) => written.push(text));
        expect(decodePacket(written[2])).toEqual(packets[0]);
      }),
    );
  });

  it('end at the first that is none', () => {
    const payload = '4a\u001ex\u001e4b';
    expect(decodePayload(payload)).toEqual(engine.decodePayload(payload, 'arraybuffer'));
    expect(decodePacket(new ArrayBuffer(1))).toEqual({ type: 'error', data: 'parser error' });
  });
});
