import { Manager, type Socket } from 'socket.io-client';
import type { ChatClientEvents, ChatServerEvents } from '../src/protocol/chat-events.js';
import { backOffMs, SOON_ATTEMPTS, SOON_MS } from './back-off.js';
import type { VisitorSession } from './visitor-session.js';
import { WIRE } from './wire.js';

export type ChatSocket = Socket<ChatServerEvents, ChatClientEvents>;

type Parts = {
  origin: string;
  customerToken: string | undefined;
  session: VisitorSession;
  /** Connected and authenticated; called again after every reconnection. */
  onConnect(socket: ChatSocket): void;
  onLost(): void;
  onLog: ChatServerEvents['log'];
  onTyping: ChatServerEvents['typing'];
};

/** One authenticated socket that stays connected: WebSocket first, long polling where that is blocked. */
export class VisitorSocket {
  private readonly parts: Parts;
  private socket: ChatSocket | undefined;
  private usesCustomerToken: boolean;
  private isNewToken = false;
  private attempt = 0;
  private moveTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: Parts) {
    this.parts = parts;
    this.usesCustomerToken = parts.customerToken !== undefined;
  }

  /** The socket while it is connected. */
  get live(): ChatSocket | undefined {
    return this.socket?.connected ? this.socket : undefined;
  }

  join(): void {
    this.socket ??= this.create();
    this.socket.connect();
  }

  /** Called once the server has taken the tokens and answered. */
  accepted(): void {
    this.attempt = 0;
    this.isNewToken = false;
  }

  /** The server has refused this connection, with a code or by closing it. */
  turnedAway(code: string | undefined, retryAfterMs = 0): void {
    this.socket?.disconnect();
    this.parts.onLost();
    const invalid = code === 'TOKEN_INVALID';
    // A new token that is refused too is no reason to ask for tokens without pause.
    if (invalid && (this.usesCustomerToken || !this.isNewToken)) void this.replaceToken();
    else this.later(() => (invalid ? void this.replaceToken() : this.join()), retryAfterMs);
  }

  later(run: () => void, atLeastMs = 0): void {
    setTimeout(run, Math.max(atLeastMs, backOffMs(this.attempt++)));
  }

  /** Which of the two tokens was meant is not said: first try without the shop's, then with a fresh one of ours. */
  private async replaceToken(): Promise<void> {
    if (this.usesCustomerToken) {
      this.usesCustomerToken = false;
      return this.join();
    }
    await this.parts.session.renew();
    this.usesCustomerToken = this.parts.customerToken !== undefined && !this.isNewToken;
    this.isNewToken = true;
    this.join();
  }

  private create(): ChatSocket {
    const { parts } = this;
    const manager = new Manager(parts.origin, {
      transports: parts.session.stored()?.transports ?? ['websocket', 'polling'],
      tryAllTransports: true,
      reconnectionDelay: 700,
      reconnectionDelayMax: SOON_MS / 2,
      // From nothing to twice the delay.
      randomizationFactor: 1,
      timeout: 10_000,
      autoConnect: false,
    });
    manager.on('reconnect_attempt', (attempt) => {
      if (attempt > SOON_ATTEMPTS) manager.reconnectionDelayMax(7_500);
    });
    manager.on('reconnect', () => void manager.reconnectionDelayMax(SOON_MS / 2));
    const socket: ChatSocket = manager.socket(WIRE.namespace, {
      auth: (send: (data: object) => void) => send(this.auth()),
    });
    socket.on('connect', () => parts.onConnect(socket));
    socket.on('connect_error', (error) => {
      // An active socket tries again by itself; one that the server turned away does not.
      if (socket.active) parts.onLost();
      else this.turnedAway(faultOf(error).code, faultOf(error).retryAfterMs);
    });
    socket.on('disconnect', (reason) => {
      if (reason === 'io server disconnect') this.turnedAway(undefined);
      else parts.onLost();
    });
    socket.on('log', parts.onLog);
    socket.on('typing', parts.onTyping);
    socket.on('moving', (withinMs) => this.move(socket, withinMs));
    // Back-off may still have seconds to go when the network is known to be back.
    addEventListener('online', () => {
      if (!socket.connected && socket.active) socket.disconnect().connect();
    });
    return socket;
  }

  /** The server stops: another takes over. What is not acknowledged by then is sent again under its id. */
  private move(socket: ChatSocket, withinMs: number): void {
    clearTimeout(this.moveTimer);
    this.moveTimer = setTimeout(() => socket.connected && socket.disconnect().connect(), Math.random() * withinMs);
  }

  private auth(): object {
    const { session, customerToken } = this.parts;
    const visitorToken = session.stored()?.visitorToken ?? '';
    return { visitorToken, ...(this.usesCustomerToken && { customerToken }) };
  }
}

/** Middleware puts the public error in `data`; its code may also stand as the message. */
function faultOf(error: Error & { data?: { code?: string; retryAfterMs?: number } }): {
  code: string;
  retryAfterMs?: number;
} {
  return { code: error.message, ...error.data };
}
