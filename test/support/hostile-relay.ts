import { createServer, type Server, type Socket } from 'node:net';

/** What a relay does to every connection. */
export type Behaviour =
  | 'well'
  | 'silent-at-greeting'
  | 'silent-at-command'
  | 'silent-after-data'
  | 'endless-reply'
  | 'busy-at-greeting'
  | 'slow-after-data'
  | 'closes-before-250';

interface Conversation {
  socket: Socket;
  /** What came and is not a whole line yet. */
  rest: string;
  /** The content of a mail, once it was asked for. */
  content: string | null;
}

/** A relay that can be silent, slow, busy or go away in the middle, and keeps what it has taken. */
export class HostileRelay {
  behaviour: Behaviour = 'well';
  /** How long it takes to take a mail where it is slow, in milliseconds. */
  slowness = 30_000;
  /** The domain for which it has too much already. */
  tooMuchFor: string | null = null;
  /** The recipients that were named, whether they were taken or not. */
  readonly recipients: string[] = [];
  /** How many connections were ever opened. */
  connections = 0;
  /** The most that were open at once. */
  most = 0;
  /** The contents that arrived whole, whatever the sender was told. */
  readonly mails: string[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly waiters: (() => void)[] = [];

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async open(behaviour: Behaviour = 'well'): Promise<HostileRelay> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const relay = new HostileRelay(server, (server.address() as { port: number }).port);
    relay.behaviour = behaviour;
    server.on('connection', (socket) => relay.greet(socket));
    return relay;
  }

  /** Resolves once so many connections were opened. */
  async opened(connections: number): Promise<void> {
    while (this.connections < connections) await new Promise<void>((resolve) => this.waiters.push(resolve));
  }

  /** Closes every connection. */
  hangUp(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.hangUp();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private greet(socket: Socket): void {
    this.connections += 1;
    this.sockets.add(socket);
    this.most = Math.max(this.most, this.sockets.size);
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
    for (const wake of this.waiters.splice(0)) wake();
    if (this.behaviour === 'silent-at-greeting') return;
    if (this.behaviour === 'busy-at-greeting') return void socket.end('421 4.3.2 too busy\r\n');
    const conversation: Conversation = { socket, rest: '', content: null };
    socket.on('data', (chunk) => this.hear(conversation, chunk.toString('latin1')));
    socket.write('220 relay\r\n');
  }

  private hear(conversation: Conversation, text: string): void {
    const lines = (conversation.rest + text).split('\r\n');
    conversation.rest = lines.pop()!;
    for (const line of lines) {
      if (conversation.content === null) this.obey(conversation, line);
      else if (line === '.') this.take(conversation);
      else conversation.content += `${line}\r\n`;
    }
  }

  private obey(conversation: Conversation, line: string): void {
    const { socket } = conversation;
    const isMail = line.startsWith('MAIL');
    if (isMail && this.behaviour === 'silent-at-command') return;
    if (isMail && this.behaviour === 'endless-reply') return void repeat(socket);
    if (line.startsWith('RCPT')) {
      this.recipients.push(line);
      if (this.tooMuchFor && line.includes(`@${this.tooMuchFor}`)) return void socket.end('421 4.7.28 too much\r\n');
    }
    if (line === 'QUIT') return void socket.end('221 bye\r\n');
    conversation.content = line === 'DATA' ? '' : null;
    socket.write(line === 'DATA' ? '354 go on\r\n' : '250 ok\r\n');
  }

  private take(conversation: Conversation): void {
    this.mails.push(conversation.content!);
    conversation.content = null;
    if (this.behaviour === 'silent-after-data') return;
    if (this.behaviour === 'closes-before-250') return void conversation.socket.destroy();
    const taken = () => void conversation.socket.write('250 taken\r\n');
    if (this.behaviour !== 'slow-after-data') return taken();
    setTimeout(taken, this.slowness).unref();
  }
}

/** Says all the time that more is to come. */
function repeat(socket: Socket): void {
  const timer = setInterval(() => socket.write('250-and so on\r\n'), 20);
  socket.on('close', () => clearInterval(timer));
}

export const messageIdOf = (mail: string): string => /^Message-ID:\s+(\S+)/im.exec(mail)![1]!;
