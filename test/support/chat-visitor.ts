import { randomUUID } from 'node:crypto';
import type { ChatAnswer, ChatHello, ChatMessage, ChatProfile, ChatUpload, ChatWelcome } from '@guichet/contracts';
import { io, type Socket } from 'socket.io-client';
import { Arrivals } from './arrivals.js';

/** A visitor of the web chat who uses the protocol of the widget: one socket, one conversation. */
export class Visitor {
  readonly messages = new Map<string, ChatMessage>();
  readonly frames: { name: string; data: unknown }[] = [];
  welcome!: ChatWelcome;
  private readonly arrivals = new Arrivals();
  readonly origin: string;
  readonly hello: ChatHello;
  readonly socket: Socket;

  private constructor(
    readonly url: string,
    { origin, hello, socket }: Pick<Visitor, 'origin' | 'hello' | 'socket'>,
  ) {
    this.origin = origin;
    this.hello = hello;
    this.socket = socket;
  }

  /** Connects; throws the reason when the connection is refused. */
  static async enter(url: string, origin: string, hello: ChatHello): Promise<Visitor> {
    const socket = io(`${url}/chat`, {
      path: '/chat/socket.io',
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { origin },
      auth: hello,
    });
    const visitor = new Visitor(url, { origin, hello, socket });
    const greeted = new Promise<ChatWelcome>((resolve, reject) => {
      socket.once('welcome', resolve);
      socket.once('connect_error', reject);
      socket.once('disconnect', (reason) => reject(new Error(reason)));
    });
    socket.on('message', (message: ChatMessage) => visitor.keep([message]));
    socket.onAny((name: string, data: unknown) => {
      visitor.frames.push({ name, data });
      visitor.arrivals.wake();
    });
    visitor.welcome = await greeted;
    visitor.keep(visitor.welcome.messages);
    return visitor;
  }

  /** Connects the same visitor again, on another page, after a lost connection, or at the new address of a restarted product. */
  again(changes: Partial<ChatHello> = {}, url = this.url): Promise<Visitor> {
    return Visitor.enter(url, this.origin, { ...this.hello, token: this.welcome.token, ...changes });
  }

  say(
    text: string,
    {
      clientId = randomUUID(),
      files = [],
      profile,
    }: { clientId?: string; files?: string[]; profile?: ChatProfile } = {},
  ): Promise<ChatAnswer> {
    return this.send('say', { clientId, text, files, ...(profile && { profile }) });
  }

  send<Result>(frame: string, data: object): Promise<ChatAnswer<Result>> {
    return this.socket.timeout(20_000).emitWithAck(frame, data) as Promise<ChatAnswer<Result>>;
  }

  async upload(name: string, content: string | Uint8Array<ArrayBuffer>, type: string): Promise<ChatUpload> {
    const response = await fetch(`${this.url}/chat/${this.hello.channelAccountId}/files`, {
      method: 'POST',
      headers: { ...this.headers, 'content-type': type, 'x-file-name': encodeURIComponent(name) },
      body: new Blob([content]),
    });
    if (!response.ok) throw new Error(`${response.status}`);
    return (await response.json()) as ChatUpload;
  }

  download(fileId: string): Promise<Response> {
    return fetch(`${this.url}/chat/${this.hello.channelAccountId}/files/${fileId}`, { headers: this.headers });
  }

  get headers(): Record<string, string> {
    return { origin: this.origin, authorization: `Bearer ${this.welcome.session}` };
  }

  /** The texts in the order of the conversation. */
  get texts(): string[] {
    const order = (message: ChatMessage) => `${message.at} ${message.id}`;
    return [...this.messages.values()].sort((a, b) => (order(a) < order(b) ? -1 : 1)).map(({ text }) => text);
  }

  message(text: string): Promise<ChatMessage> {
    return this.until(() => [...this.messages.values()].find((message) => message.text === text));
  }

  frame<Data>(name: string, matches: (data: Data) => boolean = () => true): Promise<Data> {
    return this.until(
      () => this.frames.find((frame) => frame.name === name && matches(frame.data as Data))?.data as Data,
    );
  }

  private until<Found>(look: () => Found | undefined): Promise<Found> {
    return this.arrivals.until(look, () => [...this.frames.map(({ name }) => name), ...this.texts]);
  }

  private keep(messages: readonly ChatMessage[]): void {
    for (const message of messages) this.messages.set(message.id, message);
    this.arrivals.wake();
  }

  /** Cuts the connection. */
  lose(): void {
    this.socket.io.engine.close();
  }

  leave(): void {
    this.socket.disconnect();
  }
}
