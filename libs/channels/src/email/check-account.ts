import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { ChannelCheck, ChannelIo } from '../channel.js';
import { ChannelError } from '../channel-error.js';
import type { EmailConfig } from './config.js';
import { connectionOptions, serverName } from './deliver.js';
import { reasonOfFault, isSignIn } from './connection-and-delivery-errors.js';
import { connectImap } from './connect-imap.js';
import { datedImap, type DatedImap } from './mailbox/imap-start-date.js';
import { countOldMail } from './mailbox/count-old-mail.js';
import { findCheckingServer } from './sender/find-checking-server.js';
import { reason } from './texts.js';

/** Connects as receiving and sending would, and reports each step. Never throws. */
export async function check(config: EmailConfig, io: ChannelIo): Promise<ChannelCheck[]> {
  const [incoming, outgoing] = await Promise.all([
    config.inbound.imap ? checkIncoming(config, io) : [],
    checkOutgoing(config, io),
  ]);
  // In the order of the form.
  return [...incoming, ...outgoing];
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
    checks.push({
      name: reason('outgoing-encryption'),
      ok: true,
      ...(connection.secure
        ? { detail: reason('encrypted') }
        : { warning: true, detail: reason(auth ? 'password-not-encrypted' : 'not-encrypted') }),
    });
    if (auth) {
      await signedIn(connection, auth);
      const { user } = auth;
      checks.push({ name: reason('outgoing-sign-in'), ok: true, detail: reason('signed-in', { user }) });
    }
  } catch (error) {
    const name = reason(isSignIn(error) ? 'outgoing-sign-in' : 'outgoing-server');
    checks.push({ name, ok: false, isOfSending: true, detail: faultReason(error, server) });
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
    checks.push({
      name: reason('incoming-server'),
      ok: true,
      ...(client.secureConnection
        ? { detail: reason('incoming-encrypted', { server, user }) }
        : { warning: true, detail: reason('incoming-not-encrypted', { server, user }) }),
    });
    let count = 0;
    for (opening of [...folders, mailbox]) count = (await client.mailboxOpen(opening, { readOnly: true })).exists;
    checks.push({ name: reason('mailbox'), ok: true, detail: reason('mailbox-holds', { mailbox, count }) });
    checks.push(...(await senderCheck(client, { exists: count, config })));
    if (imap.start !== 'new') checks.push(await oldMail(client, await datedImap(imap, io)));
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

/** Who checks the senders of this mailbox, before all of them are shown as unchecked. An empty mailbox says nothing of it. */
async function senderCheck(
  client: Awaited<ReturnType<typeof connectImap>>,
  { exists, config }: { exists: number; config: EmailConfig },
): Promise<ChannelCheck[]> {
  if (exists === 0) return [];
  const isNamed = config.inbound.trustedServer !== undefined;
  let found;
  try {
    found = await findCheckingServer(client, { exists, config });
  } catch {
    // A server that does not give headers alone may still be read.
    return [];
  }
  const name = reason('senders');
  if (!found) return isNamed ? [] : [{ name, ok: true, trust: null, detail: reason('senders-unchecked') }];
  const { server, seen, of } = found;
  return isNamed
    ? [{ name, ok: true, detail: reason('senders-checked', { server, seen, of }) }]
    : [{ name, ok: true, trust: server, detail: reason('senders-by', { server, seen, of }) }];
}

/** How much the mail that lies there would become, said before anybody saves that it shall. */
async function oldMail(client: Awaited<ReturnType<typeof connectImap>>, imap: DatedImap): Promise<ChannelCheck> {
  const count = await countOldMail(client, imap);
  const detail = reason(imap.start === 'since' ? 'since-brings' : 'history-brings', { count });
  return { name: reason('old-mail'), ok: true, detail };
}
