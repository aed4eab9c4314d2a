import { isIP } from 'node:net';
import type { ImapFlow, ImapFlowOptions } from 'imapflow';
import type { ChannelIo } from '../channel.js';
import { cleanLine } from '../kit/clean-text.js';
import type { ImapConfig } from './config.js';
import { isLoopback, serverName } from './deliver.js';
import { oauthClientOf } from './oauth/oauth-endpoints-and-scopes.js';
import type { OAuthConfig } from './oauth/oauth-app-config.js';
import { signInByToken, TokenRefused } from './oauth/sign-in-by-token.js';

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

/** Connects and signs in: by a token where the account has an app, otherwise by its password. */
export function connectImap(imap: ImapConfig, io: ChannelIo, oauth?: OAuthConfig): Promise<ImapFlow> {
  if (!oauth) return signedIn(imap, io, { user: imap.user, pass: imap.password });
  const who = { client: oauthClientOf(oauth), io, user: imap.user, server: serverName(imap) };
  return signInByToken(who, async (accessToken) => {
    try {
      return await signedIn(imap, io, { user: imap.user, accessToken });
    } catch (error) {
      throw tokenRefusal(error) ?? error;
    }
  });
}

/** Returns the server's refusal of a token; undefined where something else went wrong. */
function tokenRefusal(error: unknown): TokenRefused | undefined {
  const { authenticationFailed, response, message } = error as {
    authenticationFailed?: boolean;
    response?: unknown;
    message?: string;
  };
  if (authenticationFailed) return new TokenRefused(cleanLine(typeof response === 'string' ? response : '', 300));
  return message === 'Unsupported authentication mechanism' ? new TokenRefused(message) : undefined;
}

async function signedIn(imap: ImapConfig, io: ChannelIo, auth: ImapFlowOptions['auth']): Promise<ImapFlow> {
  const address = await io.resolve(imap.host);
  const loopback = isLoopback(address);
  const { ImapFlow } = await import('imapflow');
  const client = new ImapFlow({
    host: address,
    port: imap.port,
    secure: imap.secure,
    ...(isIP(imap.host) ? {} : { servername: imap.host }),
    // Neither a password nor a token leaves this machine unencrypted.
    ...(imap.secure || loopback ? {} : { doSTARTTLS: true }),
    auth,
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
