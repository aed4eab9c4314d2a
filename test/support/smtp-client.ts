import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A reply that is not positive. `code` is what RFC 5321 § 4.2 calls it; 0: the connection was lost before a reply. */
export class SmtpRefused extends Error {
  constructor(
    readonly code: number,
    line: string,
  ) {
    super(line);
    this.name = 'SmtpRefused';
  }
}

export interface Posting {
  /** Envelope sender; empty: the null sender of automatic mail. */
  from: string;
  to: string;
  raw: Buffer;
}

const CRLF = Buffer.from('\r\n');

/** The bytes that a server gets of a message: SMTP has no way to end one but after a line. */
export const transferred = (raw: Buffer): Buffer => (raw.subarray(-2).equals(CRLF) ? raw : Buffer.concat([raw, CRLF]));

/** RFC 5321 § 4.5.2, also after a bare LF, as receivers take the dot away there too. */
export function dotStuffed(raw: Buffer): Buffer {
  const pieces: Buffer[] = [];
  let from = 0;
  if (raw[0] === 0x2e) pieces.push(Buffer.from('.'));
  for (let at = raw.indexOf('\n.'); at >= 0; at = raw.indexOf('\n.', at + 1)) {
    pieces.push(raw.subarray(from, at + 1), Buffer.from('.'));
    from = at + 1;
  }
  return pieces.length === 0 ? raw : Buffer.concat([...pieces, raw.subarray(from)]);
}

/**
 * One SMTP connection, kept open, with pipelined commands: two writes and two waits per message, so that a benchmark
 * measures the server and not its client. Sends bytes as they are.
 */
export class SmtpClient {
  private buffered = '';
  private readonly lines: string[] = [];
  private waiter: { resolve: (line: string) => void; reject: (error: Error) => void } | null = null;
  private lost = false;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true).setEncoding('latin1');
    socket.on('data', (chunk: string) => this.take(chunk));
    socket.on('error', () => this.lose());
    socket.on('close', () => this.lose());
  }

  static async connect(port: number, host = '127.0.0.1'): Promise<SmtpClient> {
    const socket = connect({ port, host });
    await once(socket, 'connect');
    const client = new SmtpClient(socket);
    await client.expect('2');
    socket.write('EHLO client.test\r\n');
    await client.expect('2');
    return client;
  }

  /** Sends one message and returns the line that accepted it. Throws `SmtpRefused`. */
  async send({ from, to, raw }: Posting): Promise<string> {
    if (this.lost) throw new SmtpRefused(0, 'the connection was lost');
    this.socket.write(`MAIL FROM:<${from}>\r\nRCPT TO:<${to}>\r\nDATA\r\n`);
    const replies = [await this.reply(), await this.reply(), await this.reply()];
    const refusal = replies.find((line) => line[0]! > '3');
    if (refusal) {
      // The pipelined commands are refused with it.
      this.socket.write('RSET\r\n');
      await this.reply();
      throw new SmtpRefused(Number(refusal.slice(0, 3)), refusal);
    }
    const content = dotStuffed(transferred(raw));
    // In one packet with the end of the message, as relays send it.
    this.socket.cork();
    this.socket.write(content);
    this.socket.write('.\r\n');
    this.socket.uncork();
    return this.expect('2');
  }

  close(): void {
    this.socket.end('QUIT\r\n');
    this.socket.unref();
  }

  private async expect(kind: string): Promise<string> {
    const line = await this.reply();
    if (line[0] !== kind) throw new SmtpRefused(Number(line.slice(0, 3)), line);
    return line;
  }

  private reply(): Promise<string> {
    const line = this.lines.shift();
    if (line !== undefined) return Promise.resolve(line);
    if (this.lost) return Promise.reject(new SmtpRefused(0, 'the connection was lost'));
    return new Promise((resolve, reject) => (this.waiter = { resolve, reject }));
  }

  private take(chunk: string): void {
    this.buffered += chunk;
    for (let end = this.buffered.indexOf('\r\n'); end >= 0; end = this.buffered.indexOf('\r\n')) {
      const line = this.buffered.slice(0, end);
      this.buffered = this.buffered.slice(end + 2);
      // A hyphen after the code means that the next line continues the reply.
      if (line[3] === '-') continue;
      const { waiter } = this;
      this.waiter = null;
      if (waiter) waiter.resolve(line);
      else this.lines.push(line);
    }
  }

  private lose(): void {
    this.lost = true;
    this.waiter?.reject(new SmtpRefused(0, 'the connection was lost'));
    this.waiter = null;
  }
}
