import { createHash } from 'node:crypto';
import type { Channel, OAuthSignIn, OAuthTokens } from '@guichet/channels';
import type { OAuthGrant } from '@guichet/database';
import type { Keyring } from '@guichet/platform';

/** The tokens of an account, as they are kept encrypted. */
export interface KeptTokens {
  accessToken: string;
  /** Null for an app that signs in as itself. */
  refreshToken: string | null;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

const PURPOSE = 'oauth-grant';
/** A new token is fetched this long before the present one expires, or after three quarters of a shorter life. */
const EARLY_SECONDS = 300;

export const sealTokens = (keyring: Keyring, tokens: KeptTokens): Buffer =>
  keyring.encrypt(PURPOSE, JSON.stringify(tokens));

/** Returns the tokens of a grant; null where there are none, or where they were encrypted with another GUICHET_SECRET. */
export function openTokens(keyring: Keyring, { tokens }: Pick<OAuthGrant, 'tokens'>): KeptTokens | null {
  if (!tokens) return null;
  try {
    return JSON.parse(keyring.decrypt(PURPOSE, tokens)) as KeptTokens;
  } catch {
    return null;
  }
}

/** Returns what is kept of new tokens. A provider that gives no new refresh token lets the `previous` one stay good. */
export const keptTokens = (fresh: OAuthTokens, previous: string | null, now: Date): KeptTokens => ({
  accessToken: fresh.accessToken,
  refreshToken: fresh.refreshToken ?? previous,
  expiresAt: now.getTime() + fresh.expiresIn * 1000,
});

export const renewalTime = ({ expiresIn }: OAuthTokens, now: Date): Date =>
  new Date(now.getTime() + Math.max(expiresIn - EARLY_SECONDS, expiresIn * 0.75) * 1000);

/**
 * Returns a digest of the app and of the servers that get its tokens. Whoever changes one of them in the settings does not get
 * the tokens that were given for another.
 */
export function bindingOf({ client, servers }: OAuthSignIn): string {
  const { issuer, endpoints, clientId, scopes, grant } = client;
  return createHash('sha256')
    .update(JSON.stringify([issuer, endpoints, clientId, scopes, grant, servers]))
    .digest('hex');
}

interface SignInSettings {
  channel: Channel;
  config: unknown;
}

/** Whether tokens that were given for some settings are good for others. Those that sign in without a token are alike. */
export function signsInAlike(one: SignInSettings, other: SignInSettings): boolean {
  const [first, second] = [one, other].map(({ channel, config }) => channel.oauth?.(config)).map(bindingOrNone);
  return first === second;
}

const bindingOrNone = (signIn: OAuthSignIn | undefined): string | null => (signIn ? bindingOf(signIn) : null);
