import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Accounts, Intake } from '@guichet/messages';
import { Config, counter, gauge, Logger, SettingError } from '@guichet/platform';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { SMTPServer, type SMTPServerAddress, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

/** Sizes and counts of Postfix, but for the message: citizens send scans. */
export const smtpLimits = {
  messageBytes: 35 * 1024 * 1024,
  recipients: 100,
  hops: 50,
  clients: 200,
  clientsPerAddress: 50,
};

const accepted = counter('guichet_smtp_accepted_total', 'Messages that were answered 250.');
const refused = counter('guichet_smtp_refused_total', 'Commands and messages that were refused.', ['code']);
const clients = gauge('guichet_smtp_clients', 'Open SMTP connections.');

/** An SMTP reply that is no 250. */
class Refusal extends Error {
  constructor(
    readonly responseCode: number,
    message: string,
  ) {
    super(message);
    refused.inc({ code: String(responseCode) });
  }
}

/**
 * The built-in mail server: takes mail for the addresses of our accounts and for nobody else, and answers 250 once it is
 * durable. It delivers nothing and relays nothing.
 */
@Injectable()
export class SmtpEdge implements OnApplicationBootstrap, OnApplicationShutdown {
  port: number | null = null;
  private server: SMTPServer | undefined;
  private readonly perAddress = new Map<string, number>();
  /** Account of each accepted recipient of a session's present message. */
  private readonly targets = new WeakMap<SMTPServerSession, Map<string, string>>();

  constructor(
    private readonly accounts: Accounts,
    private readonly intake: Intake,
    private readonly config: Config,
    private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.server = new SMTPServer({
      name: new URL(this.config.publicUrl).hostname,
      banner: 'Guichet',
      // Nobody signs in here: mail for us is taken from anybody, mail for others from nobody.
      authOptional: true,
      disabledCommands: ['AUTH'],
      size: smtpLimits.messageBytes,
      maxClients: smtpLimits.clients,
      socketTimeout: 300_000,
      closeTimeout: 2_000,
      disableReverseLookup: true,
      logger: false,
      onConnect: (session, done) => done(this.admit(session)),
      onClose: (session) => this.leave(session),
      onMailFrom: (_address, session, done) => {
        this.targets.set(session, new Map());
        done();
      },
      onRcptTo: (address, session, done) => void this.recipient(address, session).then(() => done(), done),
      onData: (stream, session, done) => void this.data(stream, session).then((reply) => done(null, reply), done),
    });
    // A client that goes away in mid-sentence is no fault of ours; it sends again.
    this.server.on('error', (error) => this.logger.debug('An SMTP connection failed.', { error }));
    this.port = await listen(this.server, this.config.smtpPort);
  }

  async onApplicationShutdown(): Promise<void> {
    await new Promise<void>((resolve) => (this.server ? this.server.close(resolve) : resolve()));
  }

  private admit(session: SMTPServerSession): Error | null {
    const open = (this.perAddress.get(session.remoteAddress) ?? 0) + 1;
    this.perAddress.set(session.remoteAddress, open);
    clients.inc();
    return open > smtpLimits.clientsPerAddress
      ? new Refusal(421, '4.7.0 Too many connections from your address')
      : null;
  }

  private leave(session: SMTPServerSession): void {
    clients.dec();
    const open = (this.perAddress.get(session.remoteAddress) ?? 1) - 1;
    if (open > 0) this.perAddress.set(session.remoteAddress, open);
    else this.perAddress.delete(session.remoteAddress);
  }

  private async recipient({ address }: SMTPServerAddress, session: SMTPServerSession): Promise<void> {
    const targets = this.targets.get(session)!;
    if (targets.size >= smtpLimits.recipients) throw new Refusal(452, '4.5.3 Too many recipients');
    const account = await this.accountOf(address).catch(() => {
      throw new Refusal(451, '4.3.0 Try again later');
    });
    if (!account) throw new Refusal(550, '5.1.1 No such address here');
    targets.set(address.toLowerCase(), account);
  }

  /** Account that takes mail for an address; what follows a plus is ours to read later. */
  private async accountOf(address: string): Promise<string | null> {
    const plain = address.toLowerCase().replace(/\+[^@]*@/, '@');
    const account = (await this.accounts.all()).find(
      ({ enabled, kind, addresses, config }) =>
        enabled &&
        kind === 'email' &&
        (config as { inbound: { smtp: boolean } }).inbound.smtp &&
        (addresses.includes(plain) || addresses.includes(address.toLowerCase())),
    );
    return account?.id ?? null;
  }

  private async data(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> {
    const targets = this.targets.get(session)!;
    const body = await read(stream, smtpLimits.messageBytes);
    if (!body) throw new Refusal(552, '5.3.4 Message too big');
    if (hops(body) > smtpLimits.hops) throw new Refusal(554, '5.4.6 Too many hops: this message goes in circles');

    const externalId = createHash('sha256').update(body).digest('hex');
    const receivedAt = new Date();
    const { mailFrom, rcptTo } = session.envelope;
    // One envelope for each of our accounts that is meant: each is understood, and shown, once.
    const byAccount = Map.groupBy(rcptTo, ({ address }) => targets.get(address.toLowerCase())!);
    try {
      await Promise.all(
        [...byAccount].map(([accountId, recipients]) =>
          this.intake.accept(accountId, {
            externalId,
            body,
            receivedAt,
            headers: {
              'mail-from': mailFrom ? mailFrom.address : '',
              'rcpt-to': recipients.map(({ address }) => address).join(','),
              remote: session.remoteAddress,
              helo: session.hostNameAppearsAs,
              tls: session.secure ? 'yes' : 'no',
            },
          }),
        ),
      );
    } catch (error) {
      this.logger.error('A message could not be stored; its sender was told to try again.', { error });
      const full = (error as NodeJS.ErrnoException).code === 'ENOSPC' || (error as { code?: string }).code === '53100';
      throw full ? new Refusal(452, '4.3.1 No space left') : new Refusal(451, '4.3.0 Try again later');
    }
    accepted.inc();
    return `2.0.0 Accepted as ${externalId.slice(0, 16)}`;
  }
}

/** The message, or null when it is longer than `limit`: then read to its end, as the protocol has it, and forgotten. */
async function read(stream: Readable, limit: number): Promise<Buffer | null> {
  let chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else chunks = [];
  }
  return size <= limit ? Buffer.concat(chunks, size) : null;
}

/** RFC 5321 § 6.3: a message that has passed too many servers goes in circles. */
function hops(body: Buffer): number {
  const end = body.indexOf('\r\n\r\n');
  const header = body.subarray(0, Math.min(end < 0 ? body.length : end, 256 * 1024)).toString('latin1');
  return header.match(/^received:/gim)?.length ?? 0;
}

function listen(server: SMTPServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new SettingError('SMTP_PORT', `port ${port} is in use; expected a free one`)
          : error.code === 'EACCES'
            ? new SettingError(
                'SMTP_PORT',
                `port ${port} needs more rights than this user has; expected one above 1023`,
              )
            : error,
      );
    });
    server.listen(port, undefined, () => resolve((server.server.address() as { port: number }).port));
  });
}
