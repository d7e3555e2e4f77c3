import { connect, type Socket } from 'node:net';
import { encodeText, FrameReader } from './frames.js';

type Options = {
  port: number;
  /** Socket.IO's namespace, e.g. `/chat`. */
  namespace: string;
  auth?: object;
  headers?: Record<string, string>;
  /** Longest wait until it is let in. */
  timeoutMs?: number;
};

type Listeners = {
  /** An event of the server's with the JSON text of its arguments, parsed by whoever wants them. */
  onEvent?(json: string): void;
  onGone?(): void;
};

const LONGEST_ARRIVAL_MS = 60_000;

type Waiting = { resolve: (json: string) => void; reject: (fault: Error) => void };

/**
 * One Socket.IO connection over a bare TCP socket: a tenth of what the client library costs, so that a load generator
 * leaves the machine to the server. Text packets, acknowledgements and pings only (Engine.IO 4, Socket.IO protocol 5).
 */
export class LeanClient {
  private readonly socket: Socket;
  private readonly prefix: string;
  private readonly reader = new FrameReader();
  private readonly waiting = new Map<number, Waiting>();
  private readonly listeners: Listeners;
  private nextId = 0;
  private welcome: Waiting | undefined;
  private isGone = false;

  private constructor(socket: Socket, namespace: string, listeners: Listeners) {
    this.socket = socket;
    this.prefix = namespace === '/' ? '' : `${namespace},`;
    this.listeners = listeners;
    socket.on('data', (chunk) => {
      for (const packet of this.reader.take(chunk)) this.hear(packet);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => this.gone());
    socket.resume();
  }

  /** Resolves once the namespace has let it in; rejects with what the server said. */
  static async connect(options: Options, listeners: Listeners = {}): Promise<LeanClient> {
    const { port, timeoutMs = LONGEST_ARRIVAL_MS } = options;
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    const tooLate = setTimeout(() => socket.destroy(), timeoutMs);
    try {
      return await LeanClient.enter(socket, options, listeners);
    } finally {
      clearTimeout(tooLate);
    }
  }

  private static async enter(socket: Socket, options: Options, listeners: Listeners): Promise<LeanClient> {
    const { port, namespace, auth, headers = {} } = options;
    await upgrade(socket, port, headers);
    const client = new LeanClient(socket, namespace, listeners);
    await new Promise<string>((resolve, reject) => {
      client.welcome = { resolve, reject };
      client.write(`40${client.prefix}${auth === undefined ? '' : JSON.stringify(auth)}`);
    });
    return client;
  }

  get isConnected(): boolean {
    return !this.isGone;
  }

  /** The acknowledgement's arguments as JSON text, e.g. `[{"seq":3}]`. Rejects when the connection goes before it. */
  ask(event: string, payload: unknown): Promise<string> {
    return new Promise((resolve, reject) => {
      if (this.isGone) return reject(new Error('the connection is gone'));
      const id = this.nextId++;
      this.waiting.set(id, { resolve, reject });
      this.write(`42${this.prefix}${id}${JSON.stringify([event, payload])}`);
    });
  }

  /** No goodbye: what a network that breaks looks like. */
  cut(): void {
    this.socket.destroy();
    this.gone();
  }

  /** Stops reading, so that what the server sends piles up on its side. */
  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }

  private hear(packet: string): void {
    if (packet === '2') {
      this.write('3');
      return;
    }
    const kind = packet.slice(0, 2);
    const at = 2 + this.prefix.length;
    if (kind === '43') {
      const start = packet.indexOf('[', at);
      const id = Number(packet.slice(at, start));
      this.waiting.get(id)?.resolve(packet.slice(start));
      this.waiting.delete(id);
    } else if (kind === '42') this.listeners.onEvent?.(packet.slice(at));
    else if (kind === '40') this.welcome?.resolve(packet.slice(at));
    else if (kind === '44') {
      this.welcome?.reject(new Error(packet.slice(at)));
      this.cut();
    } else if (kind === '41' || packet === '1') this.cut();
  }

  private write(packet: string): void {
    this.socket.write(encodeText(packet));
  }

  private gone(): void {
    if (this.isGone) return;
    this.isGone = true;
    const fault = new Error('the connection is gone');
    this.welcome?.reject(fault);
    for (const { reject } of this.waiting.values()) reject(fault);
    this.waiting.clear();
    this.listeners.onGone?.();
  }
}

/** The HTTP part of a WebSocket; what comes after its head is put back for the frames' reader. */
function upgrade(socket: Socket, port: number, headers: Record<string, string>): Promise<void> {
  const more = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(
    `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\n` +
      `Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: bG9hZCBnZW5lcmF0b3IgIQ==\r\n${more.join('')}\r\n`,
  );
  return new Promise((resolve, reject) => {
    let head = Buffer.alloc(0);
    const settle = (fault?: Error) => {
      socket.removeAllListeners('data').removeAllListeners('close').removeAllListeners('error').pause();
      if (fault === undefined) return resolve();
      socket.on('error', () => undefined).destroy();
      reject(fault);
    };
    socket.on('error', settle);
    socket.on('close', () => settle(new Error('the connection went while it was made')));
    socket.on('data', (chunk: Buffer) => {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      if (!head.subarray(0, end).toString('latin1').startsWith('HTTP/1.1 101')) {
        return settle(new Error(head.toString('utf8')));
      }
      settle();
      socket.unshift(head.subarray(end + 4));
    });
  });
}
