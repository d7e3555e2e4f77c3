/**
 * WebSocket frames (RFC 6455) as a load generator needs them: whole text messages, no extensions. The masking key is
 * zero, which a server cannot tell from any other and which costs the client nothing.
 */
export function encodeText(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const header = length < 126 ? 2 : 4;
  const frame = Buffer.alloc(header + MASK_BYTES + length);
  frame[0] = FINAL | TEXT;
  if (length < 126) frame[1] = MASKED | length;
  else {
    if (length > 0xffff) throw new Error(`a message of ${length} bytes is longer than the product takes`);
    frame[1] = MASKED | 126;
    frame.writeUInt16BE(length, 2);
  }
  frame.write(text, header + MASK_BYTES);
  return frame;
}

/** Puts messages together from whatever pieces the network makes of them. */
export class FrameReader {
  private rest: Buffer = Buffer.alloc(0);

  /** The text messages that are complete now. */
  take(chunk: Buffer): string[] {
    const bytes = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    const texts: string[] = [];
    let at = 0;
    for (let frame = frameAt(bytes, at); frame !== undefined; frame = frameAt(bytes, at)) {
      if (frame.opcode === TEXT) texts.push(bytes.toString('utf8', frame.start, frame.end));
      at = frame.end;
    }
    this.rest = bytes.subarray(at);
    return texts;
  }
}

const FINAL = 0x80;
const MASKED = 0x80;
const TEXT = 0x1;
const MASK_BYTES = 4;

type Frame = { opcode: number; start: number; end: number };

/** A server's frame, which is never masked; undefined while some of it is missing. */
function frameAt(bytes: Buffer, at: number): Frame | undefined {
  if (bytes.length < at + 2) return undefined;
  const opcode = bytes.readUInt8(at) & 0xf;
  const short = bytes.readUInt8(at + 1);
  const header = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (bytes.length < at + header) return undefined;
  const length =
    short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
  const start = at + header;
  return bytes.length < start + length ? undefined : { opcode, start, end: start + length };
}
