import { PASSWORD } from '../console/console-rig.js';
import { Balancer } from './balancer.js';
import { type MongoServer, startMongo } from './mongo-server.js';
import { type RedisServer, startRedis } from './redis-server.js';
import { newDataDir, ServerProcess } from './server-process.js';

const SECRET = 'a secret of at least thirty-two characters';

/** Two gateway processes behind one address, over a server of the MongoDB protocol and a Redis, all of the test's own. */
export class GatewayPair {
  readonly agent = { email: 'agent@example.com', password: PASSWORD };
  readonly mongo: MongoServer;
  readonly redis: RedisServer;
  readonly balancer: Balancer;
  readonly settings: Record<string, string>;
  gateways: ServerProcess[];
  private readonly dataDir: string;

  private constructor(
    parts: Pick<GatewayPair, 'mongo' | 'redis' | 'balancer' | 'settings' | 'gateways'>,
    dataDir: string,
  ) {
    this.mongo = parts.mongo;
    this.redis = parts.redis;
    this.balancer = parts.balancer;
    this.settings = parts.settings;
    this.gateways = parts.gateways;
    this.dataDir = dataDir;
  }

  static async start(changes: Record<string, string> = {}): Promise<GatewayPair> {
    const [mongo, redis] = [await startMongo(), await startRedis({ isDurable: true })];
    const settings = {
      MONGO_URL: mongo.url('concierge'),
      REDIS_URL: redis.url,
      APP_SECRET: SECRET,
      CUSTOMER_SECRET: SECRET,
      AGENT_EMAIL: 'agent@example.com',
      AGENT_PASSWORD: PASSWORD,
      ...changes,
    };
    // Pictures lie there, as on a volume that all mount.
    const dataDir = newDataDir();
    const start = () => ServerProcess.start({ dataDir, env: settings });
    // The first makes the demo shop, the second finds it.
    const gateways = [await start(), await start()];
    const balancer = await Balancer.start(gateways.map(({ port }) => port));
    return new GatewayPair({ mongo, redis, balancer, settings, gateways }, dataDir);
  }

  get address(): string {
    return this.balancer.address;
  }

  /** The gateway to which most connections lead. */
  busiest(): ServerProcess {
    const [one, other] = this.gateways;
    if (one === undefined || other === undefined) throw new Error('there are no two gateways');
    const { balancer } = this;
    return balancer.connectionsTo(one.port) >= balancer.connectionsTo(other.port) ? one : other;
  }

  /** Starts a gateway that was stopped again. */
  async revive(gone: ServerProcess): Promise<void> {
    const back = await ServerProcess.start({ dataDir: this.dataDir, port: gone.port, env: this.settings });
    this.gateways = this.gateways.map((gateway) => (gateway === gone ? back : gateway));
  }

  /** A worker beside them. */
  hire(): Promise<ServerProcess> {
    return ServerProcess.start({ dataDir: this.dataDir, env: this.settings, role: 'worker' });
  }

  async stop(): Promise<void> {
    this.balancer.stop();
    await Promise.all(this.gateways.map((gateway) => gateway.stop()));
    await this.redis.stop();
    await this.mongo.stop();
  }
}
