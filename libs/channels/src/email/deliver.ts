import { isIP } from 'node:net';
import { LRUCache } from 'lru-cache';
import { ChannelError } from '../channel-error.js';
import type { ChannelIo } from '../channel.js';
import type { Delivered, OutboundMessage } from '../outbound-message.js';
import { cleanLine } from '../kit/clean-text.js';
import { domainOf } from './addresses.js';
import { compose, type Composed } from './compose-mail.js';
import { passwordForSending, type EmailConfig, type OutboundConfig } from './config.js';
import { deliveryError, reasonOfFault } from './connection-and-delivery-errors.js';
import { signMail } from './dkim/sign-mail.js';
import { oauthClientOf } from './oauth/oauth-endpoints-and-scopes.js';
import { smtpTokenOptions } from './oauth/sign-in-by-token.js';
import { deadlinesOf } from './relay/relay-timeouts.js';
import type { Progress, RelayMail } from './relay/relay-connection.js';
import { RelayPool } from './relay/relay-pool.js';
import { reason } from './texts.js';

/** The largest number of relays with open connections. Beyond it, those to the one that was unused for longest are closed. */
const MAX_POOLS = 50;
const pools = new LRUCache<string, RelayPool>({ max: MAX_POOLS, dispose: (pool) => pool.close() });

/** Sends a mail once. The caller decides whether to try again. */
export async function deliver(message: OutboundMessage, config: EmailConfig, io: ChannelIo): Promise<Delivered> {
  const server = serverName(config.outbound);
  const mail = await signed(await compose(message, config), io);
  const progress: Progress = { wasAsked: false, sentAll: false };
  try {
    const info = await poolFor(config, await io.resolve(config.outbound.host), io).send(mail, progress);
    const refused = (info.rejectedErrors ?? []).map((error) => ({
      address: error.recipient ?? '',
      reason: reasonOfFault(error, server),
    }));
    return { externalId: message.externalId, refused, response: cleanLine(info.response, 500) };
  } catch (error) {
    throw deliveryError(error, server, progress.sentAll);
  }
}

/** Signs a mail where its domain has a key here that is in use. Nothing was sent where that fails, so that it can be tried again. */
async function signed(mail: Composed, io: ChannelIo): Promise<RelayMail> {
  try {
    const keys = (await io.dkimKeys?.(domainOf(mail.author))) ?? [];
    return { ...mail, raw: signMail(mail.raw, keys, new Date()) };
  } catch (error) {
    throw new ChannelError(reason('not-signed'), { retryable: true, cause: error });
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
    name: domainOf(config.address),
    // A password never leaves this machine unencrypted, whatever the server, or an attacker in between, offers.
    requireTLS: !secure && Boolean(user) && !loopback,
    // A mail server on this machine usually has no certificate whose name can be checked.
    tls: { minVersion: 'TLSv1.2' as const, rejectUnauthorized: !loopback, ...(isIP(host) ? {} : { servername: host }) },
    ...signInOptions(config, io),
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    // Each step has a deadline of its own; this one is for a connection that nobody waits for.
    socketTimeout: 900_000,
  };
}

/** A relay with a password of its own is signed in to with that, also where the mailbox is read by a token. */
function signInOptions(config: EmailConfig, io: ChannelIo) {
  const { outbound, oauth } = config;
  const { user, password } = outbound;
  if (!user) return {};
  if (!oauth || password) return { auth: { user, pass: passwordForSending(config) ?? '' } };
  return smtpTokenOptions({ client: oauthClientOf(oauth), io, user, server: serverName(outbound) });
}

function poolFor(config: EmailConfig, address: string, io: ChannelIo): RelayPool {
  const password = passwordForSending(config);
  const key = JSON.stringify([
    config.outbound satisfies OutboundConfig,
    password,
    address,
    config.address,
    config.oauth,
  ]);
  const known = pools.get(key);
  if (known) return known;
  const pool = new RelayPool(connectionOptions(config, address, io), deadlinesOf(config.outbound));
  pools.set(key, pool);
  return pool;
}

export const closePools = (): void => pools.clear();
