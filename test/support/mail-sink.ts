import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { Arrivals } from './arrivals.js';

export interface SunkMail {
  /** Its bytes, one a character. */
  raw: string;
  envelope: { from: string; to: string[] };
  headers: Map<string, string>;
}

export interface MailSinkOptions {
  /** Refuses every message at its beginning, so that it is only counted. */
  refuseAll?: boolean;
  /** Takes mail only from whoever signs in with a token (XOAUTH2); returns whose token it is, null for none that is good. */
  userOfToken?: (token: string) => Promise<string | null>;
  /** Is awaited before a mail is accepted. */
  onMail?: (mail: SunkMail) => Promise<void>;
}

/** A real SMTP server that keeps every mail; `refuse` lets a test reject them. */
export class MailSink {
  readonly mails: SunkMail[] = [];
  /** The number of messages whose sending was begun; a mere connection does not count. */
  attempts = 0;
  refuse: ((mail: { from: string; to: string[] }) => { code: number; message: string } | null) | null = null;
  refuseRecipient: ((address: string) => boolean) | null = null;
  private readonly arrivals = new Arrivals();

  private constructor(
    private readonly server: SMTPServer,
    readonly port: number,
  ) {}

  static async open({ refuseAll = false, userOfToken, onMail }: MailSinkOptions = {}): Promise<MailSink> {
    const opened: { sink?: MailSink } = {};
    const server = new SMTPServer({
      ...(userOfToken ? signInByToken(userOfToken) : { authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'] }),
      disableReverseLookup: true,
      // Senders keep their connections open; closing does not wait for them.
      closeTimeout: 100,
      onMailFrom(_address, _session, done) {
        if (opened.sink) opened.sink.attempts += 1;
        done(refuseAll ? Object.assign(new Error('5.7.1 Nothing is taken here'), { responseCode: 550 }) : null);
      },
      onRcptTo({ address }, _session, done) {
        const refused = opened.sink?.refuseRecipient?.(address) ?? false;
        done(refused ? Object.assign(new Error('5.1.1 no such user'), { responseCode: 550 }) : null);
      },
      onData(stream, session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope;
          const envelope = { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) };
          const refusal = opened.sink?.refuse?.(envelope);
          if (refusal) return done(Object.assign(new Error(refusal.message), { responseCode: refusal.code }));
          const mail = sunkMail(Buffer.concat(chunks).toString('latin1'), envelope);
          opened.sink?.keep(mail);
          (onMail?.(mail) ?? Promise.resolve()).then(() => done(), done);
        });
      },
    });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    opened.sink = new MailSink(server, (server.server.address() as { port: number }).port);
    return opened.sink;
  }

  private keep(mail: SunkMail): void {
    this.mails.push(mail);
    this.arrivals.wake();
  }

  /** Returns the first mail that matches, and waits for it where needed. */
  find(matches: (mail: SunkMail) => boolean): Promise<SunkMail> {
    return this.arrivals.until(
      () => this.mails.find(matches),
      () =>
        this.mails.map(
          ({ envelope, headers }) => `${headers.get('subject') ?? 'no subject'} → ${envelope.to.join(', ')}`,
        ),
    );
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(resolve));
  }
}

const signInByToken = (userOfToken: NonNullable<MailSinkOptions['userOfToken']>): SMTPServerOptions => ({
  disabledCommands: ['STARTTLS'],
  allowInsecureAuth: true,
  authMethods: ['XOAUTH2'],
  onAuth({ username, accessToken = '' }, _session, done) {
    userOfToken(accessToken).then(
      (user) => done(null, user === username ? { user } : { data: { status: '401', schemes: 'bearer' } }),
      done,
    );
  },
});

const sunkMail = (raw: string, envelope: SunkMail['envelope']): SunkMail => ({
  raw,
  envelope,
  headers: headersOf(raw),
});

function headersOf(raw: string): Map<string, string> {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  return new Map(
    head.split('\r\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}
