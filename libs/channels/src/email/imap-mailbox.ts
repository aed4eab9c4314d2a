import { isIP } from 'node:net';
import { ImapFlow } from 'imapflow';
import type { ChannelIo } from '../channel.js';
import type { ImapConfig } from './config.js';

export const imapLimits = {
  /** Larger messages are fetched without their content (marked by `x-truncated`), as they would not fit in memory. */
  messageBytes: 50 * 1024 * 1024,
  /** The number of messages that are fetched at once. */
  batchMessages: 25,
  batchBytes: 8 * 1024 * 1024,
  /** A connection that was silent for this time is tested, and closed when the server does not respond. */
  silenceMs: 45_000,
  answerMs: 10_000,
} as const;

export async function connectImap(imap: ImapConfig, io: ChannelIo): Promise<ImapFlow> {
  const address = await io.resolve(imap.host);
  const loopback = /^(?:127\.|::1$|::ffff:127\.)/.test(address);
  const client = new ImapFlow({
    host: address,
    port: imap.port,
    secure: imap.secure,
    ...(isIP(imap.host) ? {} : { servername: imap.host }),
    // A password is never sent unencrypted.
    ...(imap.secure || loopback ? {} : { doSTARTTLS: true }),
    auth: { user: imap.user, pass: imap.password },
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: !loopback },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 20_000,
    greetingTimeout: 15_000,
    socketTimeout: 120_000,
    maxLiteralSize: imapLimits.messageBytes + 1024 * 1024,
    clientInfo: { name: 'Guichet' },
  });
  // The failing command rejects, or 'close' is emitted; without this listener the error would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    client.close();
    throw error;
  }
  return client;
}
