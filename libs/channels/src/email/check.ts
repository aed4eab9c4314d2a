import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { ChannelError, type ChannelCheck, type ChannelIo } from '../channel.js';
import type { EmailConfig } from './config.js';
import { connectionOptions, serverName } from './deliver.js';
import { faultWords, isSignIn } from './faults.js';
import { connectImap } from './imap.js';

/** Connects as receiving and sending would, and tells each step in words. Never throws. */
export async function check(config: EmailConfig, io: ChannelIo): Promise<ChannelCheck[]> {
  const [outgoing, incoming] = await Promise.all([
    checkOutgoing(config, io),
    config.inbound.imap ? checkIncoming(config, io) : [],
  ]);
  return [...outgoing, ...incoming];
}

const fault = (error: unknown, server: string): string =>
  error instanceof ChannelError ? error.reason : faultWords(error, server);

async function checkOutgoing(config: EmailConfig, io: ChannelIo): Promise<ChannelCheck[]> {
  const checks: ChannelCheck[] = [];
  const server = serverName(config.outbound);
  let connection: SMTPConnection | undefined;
  try {
    const options = connectionOptions(config, await io.resolve(config.outbound.host));
    const smtp = (connection = new SMTPConnection({ ...options, socketTimeout: 20_000 }));
    await new Promise<void>((resolve, reject) => {
      smtp.once('error', reject);
      smtp.once('end', () => reject(Object.assign(new Error('closed'), { code: 'ECONNECTION' })));
      smtp.connect((error) => (error ? reject(error) : resolve()));
    });
    checks.push({ name: 'Outgoing server', ok: true, detail: `${server} answers.` });
    checks.push({
      name: 'Outgoing encryption',
      ok: true,
      detail: smtp.secure
        ? 'The connection is encrypted.'
        : 'The connection is not encrypted: the server offers no TLS.',
    });
    if (config.outbound.user) {
      await new Promise<void>((resolve, reject) => {
        smtp.login({ user: config.outbound.user!, pass: config.outbound.password ?? '' }, (error) =>
          error ? reject(error) : resolve(),
        );
      });
      checks.push({ name: 'Outgoing sign-in', ok: true, detail: `Signed in as ${config.outbound.user}.` });
    }
  } catch (error) {
    checks.push({
      name: isSignIn(error) ? 'Outgoing sign-in' : 'Outgoing server',
      ok: false,
      detail: fault(error, server),
    });
  } finally {
    connection?.removeAllListeners();
    connection?.on('error', () => undefined);
    connection?.quit();
  }
  return checks;
}

async function checkIncoming(config: EmailConfig, io: ChannelIo): Promise<ChannelCheck[]> {
  const imap = config.inbound.imap!;
  const server = serverName(imap);
  const checks: ChannelCheck[] = [];
  let client: Awaited<ReturnType<typeof connectImap>> | undefined;
  try {
    client = await connectImap(imap, io);
    checks.push({
      name: 'Incoming server',
      ok: true,
      detail: `${server} answers, ${client.secureConnection ? 'encrypted' : 'not encrypted'}; signed in as ${imap.user}.`,
    });
    const mailbox = await client.mailboxOpen(imap.mailbox, { readOnly: true });
    checks.push({
      name: 'Mailbox',
      ok: true,
      detail: `${imap.mailbox} holds ${mailbox.exists} ${mailbox.exists === 1 ? 'message' : 'messages'}.`,
    });
  } catch (error) {
    const name = client ? 'Mailbox' : isSignIn(error) ? 'Incoming sign-in' : 'Incoming server';
    checks.push({
      name,
      ok: false,
      detail: client ? `${imap.mailbox} cannot be opened: ${fault(error, server)}` : fault(error, server),
    });
  } finally {
    client?.close();
  }
  return checks;
}
