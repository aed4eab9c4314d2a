import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { ChannelCheck, ChannelIo } from '../channel.js';
import { ChannelError } from '../channel-error.js';
import type { EmailConfig } from './config.js';
import { connectionOptions, serverName } from './deliver.js';
import { reasonOfFault, isSignIn } from './connection-errors.js';
import { connectImap } from './imap-mailbox.js';
import { reason } from './texts.js';

/** Connects as receiving and sending would, and reports each step. Never throws. */
export async function check(config: EmailConfig, io: ChannelIo): Promise<ChannelCheck[]> {
  const [outgoing, incoming] = await Promise.all([
    checkOutgoing(config, io),
    config.inbound.imap ? checkIncoming(config, io) : [],
  ]);
  return [...outgoing, ...incoming];
}

const faultReason = (error: unknown, server: string): string =>
  error instanceof ChannelError ? error.reason : reasonOfFault(error, server);

async function checkOutgoing(config: EmailConfig, io: ChannelIo): Promise<ChannelCheck[]> {
  const checks: ChannelCheck[] = [];
  const server = serverName(config.outbound);
  let connection: SMTPConnection | undefined;
  try {
    const { auth, ...options } = connectionOptions(config, await io.resolve(config.outbound.host), io);
    connection = new SMTPConnection({ ...options, socketTimeout: 20_000 });
    await connected(connection);
    checks.push({ name: reason('outgoing-server'), ok: true, detail: reason('reachable', { server }) });
    const encryption = reason(connection.secure ? 'encrypted' : 'not-encrypted');
    checks.push({ name: reason('outgoing-encryption'), ok: true, detail: encryption });
    if (auth) {
      await signedIn(connection, auth);
      const { user } = auth;
      checks.push({ name: reason('outgoing-sign-in'), ok: true, detail: reason('signed-in', { user }) });
    }
  } catch (error) {
    const name = reason(isSignIn(error) ? 'outgoing-sign-in' : 'outgoing-server');
    checks.push({ name, ok: false, detail: faultReason(error, server) });
  } finally {
    connection?.removeAllListeners();
    connection?.on('error', () => undefined);
    connection?.quit();
  }
  return checks;
}

const connected = (smtp: SMTPConnection): Promise<void> =>
  new Promise((resolve, reject) => {
    smtp.once('error', reject);
    smtp.once('end', () => reject(Object.assign(new Error('closed'), { code: 'ECONNECTION' })));
    smtp.connect((error) => (error ? reject(error) : resolve()));
  });

const signedIn = (smtp: SMTPConnection, auth: SMTPConnection.AuthenticationType): Promise<void> =>
  new Promise((resolve, reject) => {
    smtp.login(auth, (error) => (error ? reject(error) : resolve()));
  });

async function checkIncoming(config: EmailConfig, io: ChannelIo): Promise<ChannelCheck[]> {
  const imap = config.inbound.imap!;
  const { mailbox, user, folders } = imap;
  const server = serverName(imap);
  const checks: ChannelCheck[] = [];
  let client: Awaited<ReturnType<typeof connectImap>> | undefined;
  let opening = mailbox;
  try {
    client = await connectImap(imap, io, config.oauth);
    const found = client.secureConnection ? 'incoming-encrypted' : 'incoming-not-encrypted';
    checks.push({ name: reason('incoming-server'), ok: true, detail: reason(found, { server, user }) });
    let count = 0;
    for (opening of [...folders, mailbox]) count = (await client.mailboxOpen(opening, { readOnly: true })).exists;
    checks.push({ name: reason('mailbox'), ok: true, detail: reason('mailbox-holds', { mailbox, count }) });
  } catch (error) {
    const because = faultReason(error, server);
    checks.push(
      client
        ? { name: reason('mailbox'), ok: false, detail: reason('mailbox-not-opened', { mailbox: opening, because }) }
        : { name: reason(isSignIn(error) ? 'incoming-sign-in' : 'incoming-server'), ok: false, detail: because },
    );
  } finally {
    client?.close();
  }
  return checks;
}
