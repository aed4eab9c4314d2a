import type { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as secure } from 'node:tls';

/** An SMTP client that sends exactly what a test gives it, valid or not. */
export class SmtpDialogue {
  private buffer = '';
  private waiting: (() => void) | null = null;
  private ended = false;

  private constructor(private readonly socket: Socket) {
    socket.setEncoding('latin1');
    const wake = () => {
      const waiting = this.waiting;
      this.waiting = null;
      waiting?.();
    };
    socket.on('data', (chunk: string) => {
      this.buffer += chunk;
      wake();
    });
    socket.on('close', () => {
      this.ended = true;
      wake();
    });
    socket.on('error', () => undefined);
  }

  static async open(port: number): Promise<SmtpDialogue> {
    const dialogue = new SmtpDialogue(connect(port, '127.0.0.1'));
    await dialogue.reply();
    return dialogue;
  }

  /** The next complete reply, or what was received before the connection closed. */
  async reply(): Promise<string> {
    for (;;) {
      const match = /^(?:\d{3}-.*\r\n)*\d{3}(?: .*)?\r\n/.exec(this.buffer);
      if (match) {
        this.buffer = this.buffer.slice(match[0].length);
        return match[0].trimEnd();
      }
      if (this.ended) return this.buffer || 'closed';
      await new Promise<void>((resolve) => (this.waiting = resolve));
    }
  }

  write(bytes: string | Buffer): void {
    this.socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
  }

  async say(line: string): Promise<string> {
    this.write(`${line}\r\n`);
    return this.reply();
  }

  /** Sends everything up to the message itself. */
  async greet(from: string, ...to: string[]): Promise<void> {
    await this.say('EHLO spec.test');
    await this.say(`MAIL FROM:<${from}>`);
    for (const address of to) await this.say(`RCPT TO:<${address}>`);
    await this.say('DATA');
  }

  /** The certificate that the server shows to a sender who asks for TLS. Ends the dialogue. */
  async certificate(): Promise<X509Certificate> {
    await this.say('EHLO spec.test');
    await this.say('STARTTLS');
    const encrypted = secure({ socket: this.socket, rejectUnauthorized: false });
    await once(encrypted, 'secureConnect');
    const certificate = encrypted.getPeerX509Certificate()!;
    encrypted.destroy();
    return certificate;
  }

  /** Begins TLS on this connection, whatever the certificate; what follows is said inside it. */
  secure(): SmtpDialogue {
    this.socket.removeAllListeners('data');
    return new SmtpDialogue(secure({ socket: this.socket, rejectUnauthorized: false }));
  }

  close(): void {
    this.socket.destroy();
  }
}
