import type { SignInProfile } from '@guichet/contracts';
import type { Egress } from '@guichet/platform';
import * as oidc from 'openid-client';
import {
  NotProved,
  SKEW_SECONDS,
  TOKEN_SECONDS,
  type AttemptSecrets,
  type Identity,
} from './identity-and-sign-in-errors.js';
import { OtherIssuer, ProviderFailed } from './provider-fault.js';
import { amrSecondFactors } from './amr-second-factors.js';

/** The guarded door to the outside, through which every request to a provider goes. */
export type Http = Pick<Egress, 'fetch'>;

/** The profiles of OpenID Connect. */
export type OpenIdProfile = Exclude<SignInProfile, 'saml'>;

/** A provider as the protocol needs it. */
export interface OpenIdProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  profile: OpenIdProfile;
}

const TIMEOUT_SECONDS = 10;

const SCOPES: Record<OpenIdProfile, string> = {
  generic: 'openid profile email',
  proconnect: 'openid given_name usual_name email uid siret idp_id',
};
/** What is said of a sign-in only to those who ask for it: how somebody signed in, of ProConnect; when, of others. */
const ASKED_CLAIMS: Record<OpenIdProfile, string> = {
  generic: JSON.stringify({ id_token: { auth_time: null } }),
  proconnect: JSON.stringify({ id_token: { amr: { essential: true } } }),
};

/** A signature that everybody can check: none, and those by the shared secret, are not taken. */
export const isAsymmetric = (algorithm: string): boolean => /^(?:RS|PS|ES)\d{3}$|^EdDSA$|^Ed25519$/.test(algorithm);

/**
 * Reads what the provider says of itself. It is read anew for each sign-in, and the keys with it: whoever changes their keys is
 * believed at once, and old ones are not.
 *
 * @throws Error where the provider cannot be reached, or says that it is another issuer.
 */
export async function discover(
  { issuer, clientId, clientSecret }: OpenIdProvider,
  http: Http,
): Promise<oidc.Configuration> {
  const server = new URL(issuer);
  const authenticate: oidc.ClientAuth = (metadata, ...request) => {
    const methods = metadata.token_endpoint_auth_methods_supported;
    const isBasic = methods !== undefined && !methods.includes('client_secret_post');
    return (isBasic ? oidc.ClientSecretBasic : oidc.ClientSecretPost)(clientSecret)(metadata, ...request);
  };
  const configuration = await oidc.discovery(server, clientId, { [oidc.clockTolerance]: SKEW_SECONDS }, authenticate, {
    [oidc.customFetch]: (url, { body, duplex: _, ...init }) =>
      http.fetch(url, { ...init, body: body as NonNullable<RequestInit['body']> }),
    timeout: TIMEOUT_SECONDS,
    execute: [
      oidc.enableNonRepudiationChecks,
      // The settings allow an unencrypted provider on this machine alone.
      ...(server.protocol === 'http:' ? [oidc.allowInsecureRequests] : []),
    ],
  });
  // The library forgives some providers who serve many organisations by one address: one of them is not all of them.
  const { issuer: found } = configuration.serverMetadata();
  if (new URL(found).href !== server.href) throw new OtherIssuer(found);
  return configuration;
}

export const newAttemptSecrets = ({ profile }: OpenIdProvider, isAgain: boolean): AttemptSecrets => ({
  state: oidc.randomState(),
  nonce: oidc.randomNonce(),
  // ProConnect refuses whoever sends a parameter that its documents do not name. The nonce binds the code to this attempt there.
  verifier: profile === 'generic' ? oidc.randomPKCECodeVerifier() : null,
  isAgain,
  begunAt: Date.now(),
});

/**
 * Returns the address at which somebody signs in (OpenID Connect Core § 3.1.2.1, with PKCE). With `isAgain` they prove anew
 * who they are.
 */
export async function authorizationUrl(
  configuration: oidc.Configuration,
  { profile }: OpenIdProvider,
  { state, nonce, verifier, redirectUri, isAgain }: AttemptSecrets & { redirectUri: string },
): Promise<string> {
  const asksClaims = profile === 'proconnect' || configuration.serverMetadata().claims_parameter_supported === true;
  const url = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: SCOPES[profile],
    state,
    nonce,
    ...(verifier !== null && {
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }),
    ...(asksClaims && { claims: ASKED_CLAIMS[profile] }),
    ...(isAgain && { prompt: 'login' }),
    // Whoever is asked so says when they signed in somebody. ProConnect does not know the parameter.
    ...(isAgain && profile === 'generic' && { max_age: '0' }),
  });
  return url.href;
}

/**
 * Exchanges what the provider sent back (`code`, `state`, `iss`, or `error`) for who has signed in: the state, the issuer, the
 * signatures, audience, times and nonce of the tokens are checked, and that all of them are about one person.
 *
 * @throws oidc.AuthorizationResponseError where the person did not sign in; ProviderFailed, NotProved, or an error of the library,
 *   otherwise.
 */
export async function identify(
  provider: OpenIdProvider,
  { redirectUri, response, ...secrets }: AttemptSecrets & Returned,
  http: Http,
): Promise<Identity> {
  const answered = new Map<string, string>();
  const configuration = await discover(provider, {
    fetch: async (url, init) => {
      const answer = await http.fetch(url, init);
      answered.set(url, answer.headers.get('content-type') ?? '');
      return answer;
    },
  }).catch((cause: unknown) => {
    throw new ProviderFailed('What the provider says of itself cannot be used.', { cause });
  });
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(response)) url.searchParams.set(name, value);
  const tokens = await oidc.authorizationCodeGrant(configuration, url, {
    expectedState: secrets.state,
    expectedNonce: secrets.nonce,
    idTokenExpected: true,
    ...(secrets.verifier !== null && { pkceCodeVerifier: secrets.verifier }),
  });
  const claims = tokens.claims()!;
  assertFresh(claims.iat);
  if (secrets.isAgain && provider.profile === 'generic') assertProvedAgain(claims, secrets.begunAt);
  const { userinfo_endpoint: endpoint } = configuration.serverMetadata();
  if (!endpoint && provider.profile === 'proconnect') throw new NotProved('There is no userinfo.');
  const info = endpoint ? await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub) : {};
  if (provider.profile === 'proconnect' && !/^application\/jwt\b/i.test(answered.get(endpoint!) ?? ''))
    throw new NotProved('The userinfo is not signed.');
  return identityOf(provider, claims, { info, idToken: tokens.id_token! });
}

interface Returned {
  redirectUri: string;
  /** What the provider added to the address of our page. */
  response: Record<string, string>;
}

function assertFresh(issuedAt: number): void {
  const age = Date.now() / 1000 - issuedAt;
  if (age < -SKEW_SECONDS || age > TOKEN_SECONDS + SKEW_SECONDS)
    throw new NotProved(`The token is of another time: it is ${Math.round(age)} s old.`);
}

/** What the browser was sent with is in its hands: only the token says that somebody was asked again. */
function assertProvedAgain({ auth_time: provedAt }: oidc.IDToken, begunAt: number): void {
  if (typeof provedAt !== 'number' || provedAt < begunAt / 1000 - SKEW_SECONDS)
    throw new NotProved('The provider does not say that it asked again.');
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 254) : null;

function identityOf(
  { profile }: OpenIdProvider,
  claims: oidc.IDToken,
  { info, idToken }: { info: Partial<oidc.UserInfoResponse>; idToken: string },
): Identity {
  const all: Record<string, unknown> = { ...claims, ...info };
  const isProConnect = profile === 'proconnect';
  const parts = [textOf(all['given_name']), textOf(all[isProConnect ? 'usual_name' : 'family_name'])];
  return {
    issuer: claims.iss,
    subject: claims.sub,
    idpId: (isProConnect && textOf(all['idp_id'])) || '',
    address: textOf(all['email'])?.toLowerCase() ?? null,
    // ProConnect lets nobody in whose address was not confirmed. Elsewhere only a plain yes is one.
    isAddressVerified: isProConnect || all['email_verified'] === true,
    name: ((!isProConnect && textOf(all['name'])) || parts.filter(Boolean).join(' ') || null)?.slice(0, 120) ?? null,
    siret: textOf(all['siret']),
    amr: amrSecondFactors(profile, claims['amr']),
    provedAt: typeof claims.auth_time === 'number' ? new Date(claims.auth_time * 1000) : null,
    idToken,
  };
}

/** Returns where the browser ends the session at the provider, too (OpenID Connect RP-Initiated Logout); null where it cannot. */
export function signOutUrl(
  configuration: oidc.Configuration,
  { profile }: OpenIdProvider,
  { idToken, signedOutUri }: { idToken: string; signedOutUri: string },
): string | null {
  if (!configuration.serverMetadata().end_session_endpoint) return null;
  const url = oidc.buildEndSessionUrl(configuration, {
    id_token_hint: idToken,
    state: oidc.randomState(),
    post_logout_redirect_uri: signedOutUri,
  });
  if (profile === 'proconnect') url.searchParams.delete('client_id');
  return url.href;
}
