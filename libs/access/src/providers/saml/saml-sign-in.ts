import type { SamlConfig } from '@node-saml/node-saml';
import { newSecret } from '../../secrets-and-digests.js';
import {
  NotProved,
  SKEW_SECONDS,
  TOKEN_SECONDS,
  type AttemptSecrets,
  type Identity,
} from '../identity-and-sign-in-errors.js';
import { validateAssertion, type Expected } from './validate-assertion.js';
import { samlLibrary } from './load-saml.js';
import { parseSamlResponse } from './parse-saml-response.js';

/** A provider as the protocol needs it, and what we are called there. */
export interface SamlProvider extends Omit<Expected, 'requestId'> {
  /** Where people sign in there. */
  signInUrl: string;
  /** PEM. Whatever one of them has signed is believed. */
  certificates: readonly string[];
  /** What we are called there; an assertion must be for it. */
  entityId: string;
}

/** Settings of the library. Requests are not signed: all that they could be changed into is checked in the response. */
function optionsOf(
  { signInUrl, entityId, acsUrl, certificates }: SamlProvider,
  { nonce, isAgain, begunAt }: AttemptSecrets,
): SamlConfig {
  return {
    entryPoint: signInUrl,
    issuer: entityId,
    audience: entityId,
    callbackUrl: acsUrl,
    idpCert: [...certificates],
    wantAssertionsSigned: true,
    acceptedClockSkewMs: SKEW_SECONDS * 1000,
    maxAssertionAgeMs: TOKEN_SECONDS * 1000,
    // Whoever signs in there by a card or a phone is welcome, too.
    disableRequestedAuthnContext: true,
    identifierFormat: null,
    forceAuthn: isAgain,
    generateUniqueId: () => nonce,
    validateInResponseTo: samlLibrary().ValidateInResponseTo.always,
    // Our attempt is the only request that there is for this response.
    cacheProvider: {
      saveAsync: () => Promise.resolve(null),
      getAsync: (key) => Promise.resolve(key === nonce ? new Date(begunAt).toISOString() : null),
      removeAsync: () => Promise.resolve(null),
    },
  };
}

/** Begins a sign-in: what it is ended with, and the address at which somebody signs in (`HTTP-Redirect`). */
export async function beginBySaml(
  provider: SamlProvider,
  isAgain: boolean,
): Promise<{ secrets: AttemptSecrets; url: string }> {
  // An id begins with a letter or an underline.
  const secrets = { state: newSecret(), nonce: `_${newSecret()}`, verifier: null, isAgain, begunAt: Date.now() };
  const { SAML } = samlLibrary();
  const saml = new SAML(optionsOf(provider, secrets));
  return { secrets, url: await saml.getAuthorizeUrlAsync(secrets.state, undefined, {}) };
}

/**
 * Exchanges a response, as it was posted, for who has signed in.
 *
 * @throws NotSignedIn where the provider let nobody through; NotProved, UnreadableXml, or an error of the library, otherwise.
 */
export async function identifyBySaml(
  provider: SamlProvider,
  { secrets, posted }: { secrets: AttemptSecrets; posted: string },
): Promise<Identity> {
  const expected = { ...provider, requestId: secrets.nonce };
  const { xml, isSigned } = parseSamlResponse(posted, expected);
  const { SAML } = samlLibrary();
  const saml = new SAML({
    ...optionsOf(provider, secrets),
    // A signature of the response need not be there, and is not overlooked where it is.
    wantAuthnResponseSigned: isSigned,
  });
  // What was looked at is what is believed: the same text, whatever else was in the Base64.
  const SAMLResponse = Buffer.from(xml).toString('base64');
  const { profile } = await saml.validatePostResponseAsync({ SAMLResponse });
  const signedXml = profile?.getAssertionXml?.();
  if (signedXml === undefined) throw new NotProved('There is no assertion.');
  const identity = validateAssertion(signedXml, expected);
  if (secrets.isAgain) assertProvedAgain(identity, secrets);
  return identity;
}

/** What the browser was sent with is in its hands: only the assertion says that somebody was asked again. */
function assertProvedAgain({ provedAt }: Identity, { begunAt }: AttemptSecrets): void {
  if (!provedAt || provedAt.getTime() < begunAt - SKEW_SECONDS * 1000)
    throw new NotProved('The provider does not say that it asked again.');
}
