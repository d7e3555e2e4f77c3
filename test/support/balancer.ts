import { once } from 'node:events';
import { createServer, connect as dial, type Server, type Socket } from 'node:net';

/**
 * One address in front of several servers, as a load balancer has it: each new connection goes to the next server that
 * takes it. Without sticky sessions.
 */
export class Balancer {
  private readonly server: Server;
  private readonly open = new Map<Socket, number>();
  private next = 0;
  /** Ports of the servers behind it. */
  ports: number[];

  private constructor(ports: number[]) {
    this.ports = ports;
    this.server = createServer((client) => this.join(client));
  }

  static async start(ports: number[]): Promise<Balancer> {
    const balancer = new Balancer(ports);
    balancer.server.listen(0, '127.0.0.1');
    await once(balancer.server, 'listening');
    return balancer;
  }

  get address(): string {
    const bound = this.server.address();
    return `http://localhost:${typeof bound === 'object' ? bound?.port : ''}`;
  }

  /** How many connections lead to the server at `port`. */
  connectionsTo(port: number): number {
    return [...this.open.values()].filter((to) => to === port).length;
  }

  stop(): void {
    for (const client of this.open.keys()) client.destroy();
    this.server.close();
  }

  private join(client: Socket, tries = this.ports.length): void {
    const port = this.ports[this.next++ % this.ports.length] ?? 0;
    const server = dial(port, '127.0.0.1');
    client.on('error', () => server.destroy());
    server.once('connect', () => {
      this.open.set(client, port);
      client.pipe(server).pipe(client);
    });
    server.once('error', () => (tries > 1 && !this.open.has(client) ? this.join(client, tries - 1) : client.destroy()));
    server.once('close', () => this.open.has(client) && client.destroy());
    client.once('close', () => {
      this.open.delete(client);
      server.destroy();
    });
  }
}
