import type { Config, Keyring } from '@guichet/platform';
import { AuthorizationResponseError } from 'openid-client';
import { NotProved, NotSignedIn, type AttemptSecrets, type Identity } from './identity-and-sign-in-errors.js';
import { authorizationUrl, discover, identify, newAttemptSecrets, signOutUrl, type Http } from './openid-connect.js';
import { ProviderFailed } from './provider-fault.js';
import { addressesOf, openIdProvider, type StoredProvider } from './provider-settings.js';
import { beginBySaml, identifyBySaml, type SamlProvider } from './saml/saml-sign-in.js';

interface Parts {
  keyring: Keyring;
  http: Http;
  config: Pick<Config, 'publicUrl'>;
}

/** A sign-in whose browser is back. */
export interface CameBack {
  secrets: AttemptSecrets;
  /** What the provider added to the address of our page. */
  response: Record<string, string>;
  /** SAML: what it had the browser post; null: nothing. */
  posted: string | null;
}

/** How people sign in and out at one provider. */
interface SignInProtocol {
  /** Throws where the provider cannot be reached. */
  begin(isAgain: boolean): Promise<{ secrets: AttemptSecrets; url: string }>;
  /** Throws `NotSignedIn` where the provider let nobody through, and anything else where it is not proved who somebody is. */
  identify(back: CameBack): Promise<Identity>;
  /** Where the browser ends the session there, too; null where there is no such place. Throws where it cannot be reached. */
  signOutUrl(idToken: string): Promise<string | null>;
}

/** Returns how to speak with a provider. */
export const signInProtocol = (stored: StoredProvider, parts: Parts): SignInProtocol =>
  stored.profile === 'saml' ? bySaml(stored, parts) : byOpenId(stored, parts);

function byOpenId(stored: StoredProvider, { keyring, http, config }: Parts): SignInProtocol {
  const { redirectUri, signedOutUri } = addressesOf(config.publicUrl, stored);
  const provider = () => {
    try {
      return openIdProvider(stored, keyring);
    } catch (cause) {
      throw new ProviderFailed('The stored secret cannot be read.', { cause });
    }
  };
  return {
    async begin(isAgain) {
      const configuration = await discover(provider(), http);
      const secrets = newAttemptSecrets(provider(), isAgain);
      return { secrets, url: await authorizationUrl(configuration, provider(), { ...secrets, redirectUri }) };
    },
    async identify({ secrets, response }) {
      try {
        return await identify(provider(), { ...secrets, response, redirectUri }, http);
      } catch (error) {
        if (!(error instanceof AuthorizationResponseError)) throw error;
        // What stands in an address may have been written by anybody.
        throw new NotSignedIn(/^[a-z_]{1,40}$/.test(error.error) ? error.error : 'error', error);
      }
    },
    async signOutUrl(idToken) {
      return signOutUrl(await discover(provider(), http), provider(), { idToken, signedOutUri });
    },
  };
}

/** The provider as SAML needs it. */
export function samlProvider(stored: StoredProvider, publicUrl: string): SamlProvider {
  const { redirectUri: acsUrl, entityId } = addressesOf(publicUrl, stored);
  return { ...stored, acsUrl, entityId: entityId ?? '' };
}

function bySaml(stored: StoredProvider, { config }: Parts): SignInProtocol {
  const provider = samlProvider(stored, config.publicUrl);
  return {
    begin: (isAgain) => beginBySaml(provider, isAgain),
    async identify({ secrets, posted }) {
      if (posted === null) throw new NotProved('The provider has posted nothing.');
      return identifyBySaml(provider, { secrets, posted });
    },
    // A single sign-out is not offered: few providers can do it, and it ends nothing that ours does not.
    signOutUrl: () => Promise.resolve(null),
  };
}
