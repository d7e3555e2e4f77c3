import type { Log } from '../log.js';

/** The part of Engine.IO's server that is needed. */
type Engine = { on(event: 'connection', listener: (connection: Connection) => void): unknown };

/** One connection; `writeBuffer` holds what its transport has not taken yet. */
type Connection = {
  transport: object;
  writeBuffer: { data?: unknown }[];
  on(event: 'packetCreate', listener: (this: Connection) => void): unknown;
  close(discard?: boolean): unknown;
};

/** Counting what waits means walking over it: done once for so many packets. */
const COUNT_EVERY = 32;

/**
 * Cuts connections that read more slowly than they are written to, once `limitBytes` wait for them in this process: one
 * of them must not cost everybody the memory. Its reader connects again and reads on from the last `seq` it has.
 */
export function cutSlowReaders(engine: Engine, { limitBytes, log }: { limitBytes: number; log: Log }): void {
  // One function for all connections, so that a quiet one costs nothing.
  function check(this: Connection): void {
    const { transport, writeBuffer } = this;
    const webSocket = webSocketOf(transport);
    const held = webSocket?.bufferedAmount ?? 0;
    if (held <= limitBytes && (writeBuffer.length === 0 || writeBuffer.length % COUNT_EVERY !== 0)) return;
    const waitingBytes = held + writeBuffer.reduce((sum, { data }) => sum + lengthOf(data), 0);
    if (waitingBytes <= limitBytes) return;
    log.warn({ waitingBytes }, 'slow reader cut');
    this.close(true);
    // A closing handshake would wait behind all that the reader does not read.
    webSocket?.terminate();
  }
  engine.on('connection', (connection) => connection.on('packetCreate', check));
}

type WebSocketSide = { bufferedAmount: number; terminate(): void };

/** The `ws` socket under a WebSocket transport, which Engine.IO's types keep to themselves; none under polling. */
function webSocketOf(transport: object): WebSocketSide | undefined {
  return 'socket' in transport && isWebSocket(transport.socket) ? transport.socket : undefined;
}

function isWebSocket(socket: unknown): socket is WebSocketSide {
  return (
    typeof socket === 'object' &&
    socket !== null &&
    'bufferedAmount' in socket &&
    typeof socket.bufferedAmount === 'number' &&
    'terminate' in socket
  );
}

function lengthOf(data: unknown): number {
  return typeof data === 'string' ? data.length : Buffer.isBuffer(data) ? data.byteLength : 0;
}
