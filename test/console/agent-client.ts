import { io, type Socket } from 'socket.io-client';
import type { PublicError } from '../../src/errors.js';
import type { Result } from '../../src/protocol/chat-events.js';
import type {
  ConsoleClientEvents,
  ConsoleServerEvents,
  ConsoleSlice,
  ConversationLine,
} from '../../src/protocol/console-events.js';
import { type ConsoleRig, PASSWORD } from './console-rig.js';

type Served = Pick<ConsoleRig, 'address'>;
type Name = keyof ConsoleClientEvents;
type Value<E extends Name> = Parameters<Parameters<ConsoleClientEvents[E]>[1]>[0] extends Result<infer T> ? T : never;

/** An agent with a real socket, without a browser. */
export class AgentClient {
  readonly socket: Socket<ConsoleServerEvents, ConsoleClientEvents>;
  readonly slices: ConsoleSlice[] = [];
  readonly lines: ConversationLine[] = [];

  /** The same socket for events whose types only come together at the call. */
  private readonly untyped: Socket;

  private constructor(socket: Socket) {
    this.untyped = socket;
    this.socket = socket;
    this.socket.on('log', (_conversationId, slice) => this.slices.push(slice));
    this.socket.on('line', (line) => this.lines.push(line));
  }

  /** Signs in over HTTP and connects with the cookie that gives. */
  static async arrive(rig: Served, email: string): Promise<AgentClient> {
    return new AgentClient(await connect(rig, { cookie: await cookieFor(rig, email) }));
  }

  async ask<E extends Name>(event: E, payload: Parameters<ConsoleClientEvents[E]>[0]): Promise<Result<Value<E>>> {
    return this.untyped.timeout(5000).emitWithAck(event, payload);
  }

  /** The value of an answer that must be good. */
  async get<E extends Name>(event: E, payload: Parameters<ConsoleClientEvents[E]>[0]): Promise<Value<E>> {
    const result = await this.ask(event, payload);
    if (!result.ok) throw new Error(result.error.code);
    return result.value;
  }

  leave(): void {
    this.socket.disconnect();
  }
}

export async function cookieFor(rig: Served, email: string): Promise<string> {
  const response = await fetch(`${rig.address}/console/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** @throws the handshake's error, with its `data` */
export async function connect(rig: Served, headers: Record<string, string>): Promise<Socket> {
  const socket = io(`${rig.address}/console`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: headers,
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return socket;
}

export async function refusalOf(attempt: Promise<unknown>): Promise<PublicError['code'] | undefined> {
  return attempt.then(
    () => undefined,
    (error: Error & { data?: PublicError }) => error.data?.code,
  );
}
