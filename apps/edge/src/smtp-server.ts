import { createHash } from 'node:crypto';
import { channels } from '@guichet/channels';
import { Accounts, Intake } from '@guichet/messages';
import { Clock, Config, counter, gauge, isStorageFull, Logger, SettingError } from '@guichet/platform';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { SMTPServer, type SMTPServerAddress, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { SmtpPipelinedResponses } from './smtp-pipelined-responses.js';
import { ByteBudget, hopsOf, readMessage } from './read-smtp-message.js';
import { SmtpCertificate } from './smtp-tls/smtp-certificate.js';

/**
 * Sizes and counts of Postfix, but for the message, as citizens send scans, and for the hops: long ways are no loops, and a mail
 * server of the same name in front of this one counts a few times.
 */
export const smtpLimits = {
  messageBytes: 35 * 1024 * 1024,
  recipients: 100,
  hops: 100,
  ownHops: 10,
  clients: 200,
  clientsPerAddress: 50,
  /** Of all messages that are being received or stored. */
  heldBytes: 256 * 1024 * 1024,
};

const accepted = counter('guichet_smtp_accepted_total', 'Messages that were answered 250.');
const refused = counter('guichet_smtp_refused_total', 'Commands and messages that were refused.', ['code']);
const clients = gauge('guichet_smtp_clients', 'Open SMTP connections.');

interface Target {
  accountId: string;
  /** The recipient in the channel's one spelling. */
  address: string;
}

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
  /** Those that were counted: a client that leaves at once is told to us when it goes and not when it comes. */
  private readonly admitted = new WeakSet<SMTPServerSession>();
  private readonly budget = new ByteBudget(smtpLimits.heldBytes);
  private readonly replies = new SmtpPipelinedResponses();
  /** The accepted recipients of a session's present message, as the client spelt them. */
  private readonly targets = new WeakMap<SMTPServerSession, Map<string, Target>>();

  constructor(
    private readonly accounts: Accounts,
    private readonly intake: Intake,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly logger: Logger,
    private readonly certificate: SmtpCertificate,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { cert, key } = await this.certificate.load();
    this.server = new SMTPServer({
      name: this.name,
      banner: 'Guichet',
      cert,
      key,
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
        this.replies.hold(session);
        done();
      },
      onRcptTo: (address, session, done) => void this.recipient(address, session).then(() => done(), done),
      onData: (stream, session, done) => void this.data(stream, session).then((reply) => done(null, reply), done),
    });
    // A client that goes away in mid-sentence is no fault of ours; it sends again.
    this.server.on('error', (error) => this.logger.debug('An SMTP connection failed.', { error }));
    this.replies.watch(this.server.server);
    this.port = await listen(this.server, this.config.smtpPort);
    this.certificate.watch((pair) => this.server!.updateSecureContext(pair));
  }

  async onApplicationShutdown(): Promise<void> {
    this.certificate.close();
    await new Promise<void>((resolve) => (this.server ? this.server.close(resolve) : resolve()));
  }

  /** The name by which this server greets and by which it stands in the trace of a message. */
  private get name(): string {
    return new URL(this.config.publicUrl).hostname;
  }

  private admit(session: SMTPServerSession): Error | null {
    this.admitted.add(session);
    const open = (this.perAddress.get(session.remoteAddress) ?? 0) + 1;
    this.perAddress.set(session.remoteAddress, open);
    clients.inc();
    return open > smtpLimits.clientsPerAddress
      ? new Refusal(421, '4.7.0 Too many connections from your address')
      : null;
  }

  private leave(session: SMTPServerSession): void {
    if (!this.admitted.delete(session)) return;
    clients.dec();
    const open = (this.perAddress.get(session.remoteAddress) ?? 1) - 1;
    if (open > 0) this.perAddress.set(session.remoteAddress, open);
    else this.perAddress.delete(session.remoteAddress);
  }

  private async recipient({ address }: SMTPServerAddress, session: SMTPServerSession): Promise<void> {
    const targets = this.targets.get(session)!;
    if (targets.size >= smtpLimits.recipients) throw new Refusal(452, '4.5.3 Too many recipients');
    const target = await this.targetOf(address).catch(() => {
      throw new Refusal(451, '4.3.0 Try again later');
    });
    if (!target) throw new Refusal(550, '5.1.1 No such address here');
    targets.set(address.toLowerCase(), target);
  }

  /** Account that takes mail for an address. Where the whole is none of ours, what follows a plus is ours to read later. */
  private async targetOf(recipient: string): Promise<Target | null> {
    const address = channels.email.identify(recipient)?.value;
    if (!address) return null;
    const takers = (await this.accounts.all()).filter(
      ({ enabled, channel, config }) => enabled && channel.acceptsSmtp?.(config),
    );
    for (const spelling of withoutTags(address)) {
      const account = takers.find(({ addresses }) => addresses.includes(spelling));
      if (account) return { accountId: account.id, address };
    }
    return null;
  }

  private async data(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> {
    const body = await readMessage(stream, smtpLimits.messageBytes, this.budget);
    if (body === 'too-big') throw new Refusal(552, '5.3.4 Message too big');
    if (body === 'no-room') throw new Refusal(452, '4.3.1 Too much mail at once, try again later');
    try {
      return await this.store(body, session);
    } finally {
      this.budget.give(body.byteLength);
    }
  }

  private async store(body: Buffer, session: SMTPServerSession): Promise<string> {
    // RFC 5321 § 6.3
    const hops = hopsOf(body, this.name);
    if (hops.all > smtpLimits.hops || hops.own > smtpLimits.ownHops)
      throw new Refusal(554, '5.4.6 Too many hops: this message goes in circles');

    const externalId = createHash('sha256').update(body).digest('hex');
    const receivedAt = this.clock.now();
    const { mailFrom, rcptTo } = session.envelope;
    // One envelope for each of our accounts that is meant: each is understood, and shown, once.
    const targets = this.targets.get(session)!;
    const byAccount = Map.groupBy(
      rcptTo.map(({ address }) => targets.get(address.toLowerCase())!),
      ({ accountId }) => accountId,
    );
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
      throw isStorageFull(error) ? new Refusal(452, '4.3.1 No space left') : new Refusal(451, '4.3.0 Try again later');
    }
    accepted.inc();
    return `2.0.0 Accepted as ${externalId.slice(0, 16)}`;
  }
}

/** `a+b+c@d`, `a+b@d`, `a@d`. */
function* withoutTags(address: string): Generator<string> {
  const at = address.lastIndexOf('@');
  for (let end = at; end > 0; end = address.lastIndexOf('+', end - 1)) yield address.slice(0, end) + address.slice(at);
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
