import * as oauth from 'oauth4webapi';
import type { ChannelIo } from '../../channel.js';
import { reason } from '../texts.js';
import type { OAuthClient } from '../../oauth-sign-in.js';
import { appTokenError, ConsentNeeded, consentError, tokenError } from './token-errors.js';

/** What a provider has given. */
export interface OAuthTokens {
  accessToken: string;
  /** Null where the provider gave none, or gave no new one: then the one that was used stays good. */
  refreshToken: string | null;
  /** Seconds; an hour where the provider says nothing. */
  expiresIn: number;
}

/** What a consent is begun and ended with. `state` and `verifier` are random, secret and used once. */
export interface ConsentAttempt {
  redirectUri: string;
  state: string;
  verifier: string;
}

type Http = Pick<ChannelIo, 'fetch'>;

const ANSWER_MS = 20_000;

export const newConsentSecrets = () => ({
  state: oauth.generateRandomState(),
  verifier: oauth.generateRandomCodeVerifier(),
});

/**
 * Returns the address at which a person signs in and allows the app to use the mailbox (RFC 6749 § 4.1 with PKCE, RFC 7636).
 * Throws ChannelError where the provider does not describe itself.
 */
export async function consentUrl(
  client: OAuthClient,
  { redirectUri, state, verifier, loginHint }: ConsentAttempt & { loginHint: string },
  io: Http,
): Promise<string> {
  const { authorization_endpoint: endpoint } = await serverOf(client, io);
  const url = new URL(endpoint!);
  const parameters = {
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: redirectUri,
    scope: client.scopes,
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    login_hint: loginHint,
    ...client.consentParameters,
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

/**
 * Exchanges what the provider sent back (`code`, `state`, `iss`, or `error`) for tokens. Throws ConsentNeeded where the person
 * refused or lasting access was not given, otherwise ChannelError.
 */
export async function finishConsent(
  client: OAuthClient,
  { redirectUri, state, verifier, response }: ConsentAttempt & { response: Record<string, string> },
  io: Http,
): Promise<OAuthTokens & { refreshToken: string }> {
  const { providerName: provider } = client;
  try {
    const server = await serverOf(client, io);
    const app = { client_id: client.clientId };
    const parameters = oauth.validateAuthResponse(server, app, new URLSearchParams(response), state);
    const authentication = authenticationOf(client, server);
    const answer = await oauth.authorizationCodeGrantRequest(
      server,
      app,
      authentication,
      parameters,
      redirectUri,
      verifier,
      optionsOf(io),
    );
    const { refreshToken, ...tokens } = tokensOf(await oauth.processAuthorizationCodeResponse(server, app, answer));
    if (refreshToken === null) throw new ConsentNeeded(reason('no-refresh-token', { provider }));
    return { ...tokens, refreshToken };
  } catch (error) {
    throw consentError(error, provider);
  }
}

/** Gets a new access token by a refresh token. Throws ConsentNeeded where the consent is over, otherwise ChannelError. */
export async function refreshTokens(client: OAuthClient, refreshToken: string, io: Http): Promise<OAuthTokens> {
  try {
    const server = await serverOf(client, io);
    const app = { client_id: client.clientId };
    const authentication = authenticationOf(client, server);
    const answer = await oauth.refreshTokenGrantRequest(server, app, authentication, refreshToken, optionsOf(io));
    return tokensOf(await oauth.processRefreshTokenResponse(server, app, answer));
  } catch (error) {
    throw tokenError(error, client.providerName);
  }
}

/**
 * Gets an access token for the app itself (RFC 6749 § 4.4). Throws ChannelError, but never ConsentNeeded: nobody can sign in for an
 * app, so what is refused now is asked for again.
 */
export async function clientCredentialsToken(client: OAuthClient, io: Http): Promise<OAuthTokens> {
  try {
    const server = await serverOf(client, io);
    const app = { client_id: client.clientId };
    const authentication = authenticationOf(client, server);
    const scope = { scope: client.scopes };
    const answer = await oauth.clientCredentialsGrantRequest(server, app, authentication, scope, optionsOf(io));
    return tokensOf(await oauth.processClientCredentialsResponse(server, app, answer));
  } catch (error) {
    throw appTokenError(error, client.providerName);
  }
}

const tokensOf = ({ access_token, refresh_token, expires_in }: oauth.TokenEndpointResponse): OAuthTokens => ({
  accessToken: access_token,
  refreshToken: refresh_token ?? null,
  expiresIn: expires_in ?? 3600,
});

/** Requests go through the guard of the channels, which also decides what may be reached unencrypted. */
const optionsOf = (io: Http) => ({
  [oauth.customFetch]: (url: string, init: object) => io.fetch(url, init),
  // The settings allow an unencrypted provider on this machine alone.
  [oauth.allowInsecureRequests]: true,
  signal: AbortSignal.timeout(ANSWER_MS),
});

function authenticationOf({ clientSecret }: OAuthClient, server: oauth.AuthorizationServer): oauth.ClientAuth {
  if (!clientSecret) return oauth.None();
  const methods = server.token_endpoint_auth_methods_supported;
  return methods && !methods.includes('client_secret_post')
    ? oauth.ClientSecretBasic(clientSecret)
    : oauth.ClientSecretPost(clientSecret);
}

async function serverOf(
  { endpoints, issuer, providerName }: OAuthClient,
  io: Http,
): Promise<oauth.AuthorizationServer> {
  if (endpoints) return { issuer, authorization_endpoint: endpoints.authorization, token_endpoint: endpoints.token };
  try {
    const url = new URL(issuer);
    const answer = await oauth.discoveryRequest(url, optionsOf(io));
    const server = await oauth.processDiscoveryResponse(url, answer);
    for (const endpoint of [server.authorization_endpoint, server.token_endpoint]) assertSafe(endpoint, url);
    return server;
  } catch (error) {
    throw tokenError(error, providerName);
  }
}

/** An encrypted issuer cannot lead to an address that is not. */
function assertSafe(endpoint: string | undefined, issuer: URL): void {
  if (new URL(endpoint ?? '').protocol !== 'https:' && issuer.protocol === 'https:') throw new Error(endpoint);
}
