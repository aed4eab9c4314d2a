import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Deadlines } from './relay-timeouts.js';

/** A mail, ready to be sent. With `from: false`, it has the null sender. */
export interface RelayMail {
  raw: Buffer;
  envelope: { from: string | false; to: string[] };
}

/** How far a mail came, which says what may have become of it where the relay never says so itself. */
export interface Progress {
  /** The relay had asked for the content: only then can it have accepted it. */
  wasAsked: boolean;
  /** All of the content was sent. */
  sentAll: boolean;
}

export type SentInfo = SMTPConnection.SentMessageInfo;
export type RelayOptions = SMTPConnection.Options & { auth?: SMTPConnection.AuthenticationType };

/** The largest part of a mail for which a relay has the time of one block. */
const BLOCK_BYTES = 64 * 1024;
/** How long a relay may take to say goodbye. */
const GOODBYE_MS = 2_000;

const timeout = (): Error => Object.assign(new Error('Timeout'), { code: 'ETIMEDOUT' });

/** One connection to a relay, of which every step has a deadline. After a fault it is closed and of no further use. */
export class RelayConnection {
  readonly openedAt = Date.now();
  /** How many mails were tried over it. */
  used = 0;
  private readonly smtp: SMTPConnection;
  /** The step that waits for the relay. */
  private fail: ((error: Error) => void) | undefined;
  private ended = false;
  private clock: NodeJS.Timeout | undefined;

  private constructor(
    options: RelayOptions,
    private readonly deadlines: Deadlines,
  ) {
    this.smtp = new SMTPConnection({ ...options, socketCloseTimeout: 0 });
    this.smtp.on('error', (error: Error) => this.fail?.(error));
    this.smtp.once('end', () => {
      this.ended = true;
      this.fail?.(Object.assign(new Error('Closed'), { code: 'ECONNECTION' }));
    });
  }

  /** Connects and signs in. Rejects with the errors of nodemailer; nothing stays open then. */
  static async open(options: RelayOptions, deadlines: Deadlines): Promise<RelayConnection> {
    const { auth, ...connection } = options;
    const { connectMs, commandMs } = deadlines;
    const relay = new RelayConnection(
      { ...connection, connectionTimeout: connectMs, greetingTimeout: connectMs },
      deadlines,
    );
    try {
      await relay.step(connectMs + commandMs, (done) => relay.smtp.connect(done));
      if (auth && relay.smtp.allowsAuth) await relay.step(commandMs, (done) => relay.smtp.login(auth, done));
    } catch (error) {
      // Of a refused sign-in, nodemailer leaves the connection open.
      relay.close();
      throw error;
    }
    return relay;
  }

  /** Whether another mail can be sent over it. */
  get isOpen(): boolean {
    return !this.ended;
  }

  /** Sends one mail; `progress` is kept up to date, also where it fails. */
  async send({ raw, envelope }: RelayMail, progress: Progress): Promise<SentInfo> {
    this.used += 1;
    const { commandMs, dataMs } = this.deadlines;
    const content = inBlocks(raw, () => {
      progress.wasAsked = true;
      if (this.fail) this.expireIn(dataMs);
    });
    content.once('end', () => (progress.sentAll = true));
    return this.step<SentInfo>(commandMs, (done) => this.smtp.send(envelope, content, done));
  }

  /** Takes back a mail that was refused, so that the next one can be sent. */
  async reset(): Promise<void> {
    await this.step(this.deadlines.commandMs, (done) => this.smtp.reset(done));
  }

  /** Ends it politely, without waiting for it. */
  quit(): void {
    if (this.ended) return;
    this.smtp.quit();
    setTimeout(() => this.close(), GOODBYE_MS).unref();
  }

  close(): void {
    this.smtp.close();
  }

  /** Does what ends by a call of `done`, within `ms`. Whatever goes wrong closes the connection, but for a mail that was refused. */
  private step<Result = unknown>(
    ms: number,
    begin: (done: (error?: Error | null, result?: Result) => void) => void,
  ): Promise<Result> {
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    this.fail = reject;
    this.expireIn(ms);
    begin((error, result) => (error ? reject(error) : resolve(result as Result)));
    return promise.finally(() => {
      this.fail = undefined;
      clearTimeout(this.clock);
    });
  }

  private expireIn(ms: number): void {
    clearTimeout(this.clock);
    this.clock = setTimeout(() => {
      this.fail?.(timeout());
      this.close();
    }, ms);
  }
}

/** The content of a mail; `onBlock` is called each time that a further block of it is asked for. */
function inBlocks(raw: Buffer, onBlock: () => void): Readable {
  let at = 0;
  return new Readable({
    highWaterMark: BLOCK_BYTES,
    read() {
      onBlock();
      this.push(at < raw.length ? raw.subarray(at, (at += BLOCK_BYTES)) : null);
    },
  });
}
