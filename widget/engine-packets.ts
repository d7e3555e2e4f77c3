/**
 * Engine.IO's packets (protocol 4) as text, without its binary forms: stands in for `engine.io-parser` in the bundle.
 * @see https://socket.io/docs/v4/engine-io-protocol/
 */

/** @public read by the library that is bundled with this file */
export const protocol = 4;

/** Where a type stands is its number on the wire. */
const TYPES = ['open', 'close', 'ping', 'pong', 'message', 'upgrade', 'noop'];
const SEPARATOR = '\u001e';

export type EnginePacket = { type: string; data?: string };

export function encodePacket({ type, data }: EnginePacket, _isBinary: boolean, send: (text: string) => void): void {
  send(`${TYPES.indexOf(type)}${data ?? ''}`);
}

export function encodePayload(packets: readonly EnginePacket[], send: (text: string) => void): void {
  const texts: string[] = [];
  for (const packet of packets) encodePacket(packet, false, (text) => texts.push(text));
  send(texts.join(SEPARATOR));
}

export function decodePacket(text: unknown): EnginePacket {
  const type = typeof text === 'string' ? TYPES[text.charCodeAt(0) - 48] : undefined;
  if (typeof text !== 'string' || type === undefined) return { type: 'error', data: 'parser error' };
  return text.length > 1 ? { type, data: text.slice(1) } : { type };
}

/** Nothing is read after a packet that is none. */
export function decodePayload(text: string): EnginePacket[] {
  const packets = text.split(SEPARATOR).map(decodePacket);
  const fault = packets.findIndex((packet) => packet.type === 'error');
  return fault < 0 ? packets : packets.slice(0, fault + 1);
}
