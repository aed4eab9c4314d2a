import { isIP } from 'node:net';
import type { Readable } from 'node:stream';
import { LRUCache } from 'lru-cache';
import { createTransport } from 'nodemailer';
import type { ChannelIo } from '../channel.js';
import type { Delivered, OutboundMessage } from '../outbound-message.js';
import { cleanLine } from '../kit/clean-text.js';
import { compose } from './compose-mail.js';
import type { EmailConfig, OutboundConfig } from './config.js';
import { deliveryError, reasonOfFault } from './connection-errors.js';
import { oauthClientOf } from './oauth/oauth-client.js';
import { smtpTokenOptions } from './oauth/sign-in-by-token.js';

type Pool = ReturnType<typeof newPool>;

/** The largest number of open relays. Beyond it, the one that was unused for longest is closed. */
const MAX_POOLS = 50;
const pools = new LRUCache<string, Pool>({ max: MAX_POOLS, dispose: (pool) => pool.close() });

/** Sends a mail once. The caller decides whether to try again. */
export async function deliver(message: OutboundMessage, config: EmailConfig, io: ChannelIo): Promise<Delivered> {
  const server = serverName(config.outbound);
  const { raw, envelope } = await compose(message, config);
  let sentAll = false;
  const whenSent = () => {
    sentAll = true;
  };
  try {
    const pool = poolFor(config, await io.resolve(config.outbound.host), io);
    const info = await pool.sendMail({ envelope, raw, whenSent } as Parameters<Pool['sendMail']>[0]);
    const refused = (info.rejectedErrors ?? []).map((error) => ({
      address: error.recipient ?? '',
      reason: reasonOfFault(error, server),
    }));
    return { externalId: message.externalId, refused, response: cleanLine(info.response, 500) };
  } catch (error) {
    throw deliveryError(error, server, sentAll);
  }
}

export const serverName = ({ host, port }: { host: string; port: number }): string => `${host}:${port}`;

/** Whether a resolved address is one of this machine, so that what is sent to it passes no network. */
export const isLoopback = (address: string): boolean => /^(?:127\.|::1$|::ffff:127\.)/.test(address);

/** The options of every connection to the relay. The address was resolved and allowed before; the name is for TLS. */
export function connectionOptions(config: EmailConfig, address: string, io: ChannelIo) {
  const { host, port, secure, user } = config.outbound;
  const loopback = isLoopback(address);
  return {
    host: address,
    port,
    secure,
    name: config.address.slice(config.address.lastIndexOf('@') + 1),
    // A password never leaves this machine unencrypted, whatever the server, or an attacker in between, offers.
    requireTLS: !secure && Boolean(user) && !loopback,
    // A mail server on this machine usually has no certificate whose name can be checked.
    tls: { minVersion: 'TLSv1.2' as const, rejectUnauthorized: !loopback, ...(isIP(host) ? {} : { servername: host }) },
    ...signInOptions(config, io),
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 120_000,
  };
}

/** A relay with a password of its own is signed in to with that, also where the mailbox is read by a token. */
function signInOptions({ outbound, oauth }: EmailConfig, io: ChannelIo) {
  const { user, password } = outbound;
  if (!user) return {};
  if (!oauth || password) return { auth: { user, pass: password ?? '' } };
  return smtpTokenOptions({ client: oauthClientOf(oauth), io, user, server: serverName(outbound) });
}

function poolFor(config: EmailConfig, address: string, io: ChannelIo): Pool {
  const key = JSON.stringify([config.outbound satisfies OutboundConfig, address, config.address, config.oauth]);
  const known = pools.get(key);
  if (known) return known;
  const pool = newPool(config, address, io);
  pools.set(key, pool);
  return pool;
}

function newPool(config: EmailConfig, address: string, io: ChannelIo) {
  const pool = createTransport({
    ...connectionOptions(config, address, io),
    pool: true,
    maxConnections: 5,
    maxMessages: 100,
    // The mail is sent again only where a kept connection was dead before anything was sent over it.
    maxRequeues: 3,
    idleTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // The message is read to its end only after the relay has asked for it. Only then can the relay have accepted it.
  pool.use('stream', (mail, done) => {
    const { message, data } = mail as unknown as {
      message: { createReadStream(): Readable };
      data: { whenSent?: () => void };
    };
    const createReadStream = message.createReadStream.bind(message);
    message.createReadStream = () => createReadStream().once('end', () => data.whenSent?.());
    done();
  });
  return pool;
}

export const closePools = (): void => pools.clear();
