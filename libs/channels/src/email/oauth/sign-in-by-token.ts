import type SMTPConnection from 'nodemailer/lib/smtp-connection/index.js';
import type { ChannelIo } from '../../channel.js';
import { ChannelError } from '../../channel-error.js';
import { cleanLine } from '../../kit/clean-text.js';
import { reason } from '../texts.js';
import type { OAuthClient } from '../../oauth-sign-in.js';
import { noConsent } from './token-errors.js';

/** Who signs in where, by tokens of which app. */
export interface TokenSignIn {
  client: OAuthClient;
  io: Pick<ChannelIo, 'accessToken'>;
  user: string;
  /** `host:port`, as people read it. */
  server: string;
}

/** The server's refusal of a token, in its own words. */
export class TokenRefused extends Error {
  constructor(readonly said: string) {
    super('The server refused the access token.');
    this.name = 'TokenRefused';
  }
}

/**
 * Signs in with an access token. A server may refuse one before it expires, as when a consent was withdrawn, so a refusal is
 * followed by one more try with a new token. `signIn` throws TokenRefused for a refusal. Throws ChannelError.
 */
export async function signInByToken<Result>(
  { client, io, user, server }: TokenSignIn,
  signIn: (accessToken: string) => Promise<Result>,
): Promise<Result> {
  const { providerName: provider } = client;
  const first = await accessToken(client, io);
  try {
    return await signIn(first);
  } catch (error) {
    if (!(error instanceof TokenRefused)) throw error;
  }
  try {
    return await signIn(await accessToken(client, io, first));
  } catch (error) {
    if (!(error instanceof TokenRefused)) throw error;
    throw new ChannelError(refusal({ server, user, provider, said: error.said }), {
      retryable: true,
      isAccountFault: true,
    });
  }
}

/** https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/authenticated-client-smtp-submission */
function refusal({ said, ...more }: { server: string; user: string; provider: string; said: string }): string {
  if (/5\.7\.139|SmtpClientAuthentication is disabled/i.test(said)) return reason('smtp-auth-disabled', more);
  return reason(said ? 'token-refused' : 'token-refused-silently', said ? { ...more, said } : more);
}

function accessToken(client: OAuthClient, io: TokenSignIn['io'], rejected?: string): Promise<string> {
  if (io.accessToken) return io.accessToken(client, rejected);
  throw noConsent(client);
}

const METHOD = 'ACCESS-TOKEN';

/**
 * The options by which nodemailer signs in with a token: by XOAUTH2, or by OAUTHBEARER (RFC 7628) where the server does not
 * offer that. Each connection of a pool asks for a token of its own, as its predecessor's may have expired.
 */
export function smtpTokenOptions(who: TokenSignIn) {
  type Context = Parameters<NonNullable<SMTPConnection.Options['customAuth']>[string]>[0];
  return {
    auth: { type: 'custom' as const, method: METHOD, user: who.user, pass: '' },
    customAuth: {
      [METHOD]: (context: Context) => signInByToken(who, (token) => sendToken(context, who.user, token)),
    },
  };
}

interface SmtpContext {
  authMethods: readonly string[];
  sendCommand: (command: string) => PromiseLike<{ status: number; response: string }>;
}

async function sendToken({ authMethods, sendCommand }: SmtpContext, user: string, token: string): Promise<void> {
  const isXoauth2 = authMethods.includes('XOAUTH2');
  const payload = isXoauth2
    ? `user=${user}\x01auth=Bearer ${token}\x01\x01`
    : `n,a=${user.replaceAll('=', '=3D').replaceAll(',', '=2C')},\x01auth=Bearer ${token}\x01\x01`;
  const encoded = Buffer.from(payload).toString('base64');
  let { status, response } = await sendCommand(`AUTH ${isXoauth2 ? 'XOAUTH2' : 'OAUTHBEARER'} ${encoded}`);
  // The reason comes as a challenge, which the client answers before the server refuses.
  if (status === 334) ({ status, response } = await sendCommand(isXoauth2 ? '' : 'AQ=='));
  if (status >= 400 && status < 500) throw Object.assign(new Error(response), { responseCode: status, response });
  if (status !== 235) throw new TokenRefused(cleanLine(response, 300));
}
