import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** Which way bytes go. */
export type Direction = 'to-server' | 'to-client';

/** What happens to bytes that go one way. `slow`: so many bytes a second over each connection. */
type Weather = { kind: 'clear' } | { kind: 'stalled' } | { kind: 'lost' } | { kind: 'slow'; bytesPerSecond: number };

const BOTH: Direction[] = ['to-server', 'to-client'];

/**
 * A TCP proxy that misbehaves as networks do, for connections that are open and for those to come:
 * cut (reset), stalled (bytes wait), slow, half-open (bytes vanish while the connection seems to live).
 */
export class ChaosProxy {
  readonly port: number;
  private readonly server: Server;
  private readonly upstreamPort: number;
  private readonly links = new Set<Link>();
  private readonly weather: Record<Direction, Weather> = {
    'to-server': { kind: 'clear' },
    'to-client': { kind: 'clear' },
  };

  private constructor(server: Server, port: number, upstreamPort: number) {
    this.server = server;
    this.port = port;
    this.upstreamPort = upstreamPort;
    server.on('connection', (client) => this.link(client));
  }

  /** In front of a port of this machine, on a free port of its own. */
  static async start(upstreamPort: number): Promise<ChaosProxy> {
    const server = createServer({ pauseOnConnect: true, noDelay: true });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return new ChaosProxy(server, port, upstreamPort);
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get connections(): number {
    return this.links.size;
  }

  /** Resets open connections, each with this chance. Answers how many it were. */
  cut(chance = 1): number {
    const doomed = [...this.links].filter(() => Math.random() < chance);
    for (const link of doomed) link.reset();
    return doomed.length;
  }

  /** Bytes wait, in the kernel's buffers once ours are full, until `clear`. */
  stall(directions = BOTH): void {
    this.change({ kind: 'stalled' }, directions);
  }

  slow(bytesPerSecond: number, directions = BOTH): void {
    this.change({ kind: 'slow', bytesPerSecond }, directions);
  }

  /** Bytes vanish and nobody is told. A connection that lost some stays useless: cut it. */
  halfOpen(directions = BOTH): void {
    this.change({ kind: 'lost' }, directions);
  }

  clear(): void {
    this.change({ kind: 'clear' }, BOTH);
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.cut();
    await closed;
  }

  private change(weather: Weather, directions: Direction[]): void {
    for (const direction of directions) {
      this.weather[direction] = weather;
      for (const link of this.links) link.change(direction, weather);
    }
  }

  private link(client: Socket): void {
    const upstream = connect({ port: this.upstreamPort, host: '127.0.0.1', noDelay: true });
    const link = new Link(client, upstream, () => this.links.delete(link));
    this.links.add(link);
    for (const direction of BOTH) link.change(direction, this.weather[direction]);
  }
}

/** One connection through the proxy: a pump each way. */
class Link {
  private readonly sockets: [Socket, Socket];
  private readonly pumps: Record<Direction, Pump>;

  constructor(client: Socket, upstream: Socket, onGone: () => void) {
    this.sockets = [client, upstream];
    this.pumps = { 'to-server': new Pump(client, upstream), 'to-client': new Pump(upstream, client) };
    for (const socket of this.sockets) {
      socket.on('error', () => this.reset());
      socket.on('close', () => {
        if (this.sockets.every(({ destroyed }) => destroyed)) onGone();
        else this.endOther(socket);
      });
    }
  }

  change(direction: Direction, weather: Weather): void {
    this.pumps[direction].change(weather);
  }

  reset(): void {
    for (const pump of Object.values(this.pumps)) pump.stop();
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  /** The other side hears of it behind the bytes that are still on their way, and never where bytes vanish. */
  private endOther(ended: Socket): void {
    const [client] = this.sockets;
    const [open, closed]: Direction[] = ended === client ? ['to-server', 'to-client'] : ['to-client', 'to-server'];
    if (closed !== undefined) this.pumps[closed].stop();
    if (open !== undefined) this.pumps[open].end();
  }
}

const TICK_MS = 10;

/** Carries bytes one way, under whatever weather. */
class Pump {
  private readonly from: Socket;
  private readonly to: Socket;
  private weather: Weather = { kind: 'clear' };
  private waiting: Buffer = Buffer.alloc(0);
  private isEnding = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(from: Socket, to: Socket) {
    this.from = from;
    this.to = to;
    from.on('data', (chunk: Buffer) => this.take(chunk));
    to.on('drain', () => this.carry());
    from.pause();
  }

  change(weather: Weather): void {
    this.weather = weather;
    clearInterval(this.timer);
    this.timer = weather.kind === 'slow' ? setInterval(() => this.drip(weather.bytesPerSecond), TICK_MS) : undefined;
    this.carry();
  }

  end(): void {
    this.isEnding = true;
    this.carry();
  }

  stop(): void {
    clearInterval(this.timer);
    this.waiting = Buffer.alloc(0);
  }

  private take(chunk: Buffer): void {
    if (this.weather.kind === 'lost') return;
    this.waiting = this.waiting.length === 0 ? chunk : Buffer.concat([this.waiting, chunk]);
    this.carry();
  }

  private carry(): void {
    if (this.weather.kind === 'clear') this.pass(this.waiting.length);
    // What is read is kept; so nothing more is read while something waits.
    const isFull = this.weather.kind === 'stalled' || this.waiting.length > 0 || this.to.writableNeedDrain;
    if (isFull) this.from.pause();
    else this.from.resume();
    if (this.isEnding && this.waiting.length === 0 && this.weather.kind !== 'lost') this.to.end();
  }

  private drip(bytesPerSecond: number): void {
    this.pass(Math.max(1, Math.round((bytesPerSecond * TICK_MS) / 1000)));
    this.carry();
  }

  private pass(bytes: number): void {
    if (this.waiting.length === 0 || this.to.destroyed) return;
    this.to.write(this.waiting.subarray(0, bytes));
    this.waiting = this.waiting.subarray(bytes);
  }
}
