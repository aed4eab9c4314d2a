import type { ChatAnswer, ChatHello, ChatServerFrames, ChatWelcome } from '@guichet/contracts';
import { io, type Socket } from 'socket.io-client';

const ANSWER_MS = 15_000;
const RETRY_MS = 5_000;
/** A token is good for a day after the last connection: whoever uses the chat has one that is never older than this. */
const RENEW_MS = 3600_000;

/** `lost`: it was there, and comes back by itself. */
type State = 'off' | 'connecting' | 'on' | 'lost' | 'refused';

interface Listeners {
  hello: () => ChatHello;
  /** The state has changed. */
  onState: () => void;
}

/** The socket of one chat. It reconnects by itself until it is refused or closed. */
export class SocketConnection {
  state: State = 'off';
  private readonly socket: Socket;
  private wasOn = false;
  private onAt = 0;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    server: string,
    private readonly listeners: Listeners,
  ) {
    this.socket = io(`${server}/chat`, {
      path: '/chat/socket.io',
      autoConnect: false,
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      reconnectionDelayMax: 15_000,
      auth: (give) => give(listeners.hello()),
    });
    this.on('welcome', () => {
      this.onAt = Date.now();
      this.wasOn = true;
      this.become('on');
    });
    this.socket.on('disconnect', () => {
      if (this.state === 'on') this.become('lost');
      // Sent away rather than lost: only a call of ours brings the socket back.
      if (!this.socket.active && this.state !== 'off') this.later(() => this.reconnect());
    });
    this.socket.on('connect_error', ({ message }) => {
      const mayPass = this.socket.active || message === 'too-many-requests';
      // While it is active, the socket tries again by itself.
      if (!this.socket.active && mayPass) this.later(() => this.reconnect());
      this.become(!mayPass ? 'refused' : this.wasOn ? 'lost' : 'connecting');
    });
  }

  on<Frame extends keyof ChatServerFrames>(frame: Frame, heard: (data: ChatServerFrames[Frame]) => void): void {
    const socket = this.socket as { on(frame: string, heard: (data: ChatServerFrames[Frame]) => void): unknown };
    socket.on(frame, heard);
  }

  connect(): void {
    if (this.state === 'on' && Date.now() - this.onAt > RENEW_MS) return this.reconnect();
    if (this.state !== 'off' && this.state !== 'refused') return;
    this.become('connecting');
    this.socket.connect();
  }

  reconnect(): void {
    this.close();
    this.connect();
  }

  close(): void {
    clearTimeout(this.retryTimer);
    // First, so that nothing brings it back.
    this.state = 'off';
    this.socket.disconnect();
  }

  /** The next welcome, or that there is none for long. */
  welcome(): Promise<ChatWelcome> {
    return new Promise((resolve, reject) => {
      this.socket.once('welcome', resolve);
      setTimeout(() => reject(new Error('no connection')), ANSWER_MS);
    });
  }

  async send<Result>(frame: string, data: object): Promise<ChatAnswer<Result>> {
    try {
      return (await this.socket.timeout(ANSWER_MS).emitWithAck(frame, data)) as ChatAnswer<Result>;
    } catch {
      return { error: 'unavailable' };
    }
  }

  emit(frame: string): void {
    this.socket.emit(frame, {});
  }

  /** Not at once, and only the last of what is asked for. */
  later(act: () => void, ms = 0): void {
    clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(act, Math.max(RETRY_MS, ms));
  }

  private become(state: State): void {
    this.state = state;
    this.listeners.onState();
  }
}
