import { WebAuthnError } from '@simplewebauthn/browser';
import { Failure } from '../api/failure.js';

/** Why a browser or a device gave no passkey: nobody chose one, it is there already, the device cannot, or something else. */
export type BrowserRefusal = 'canceled' | 'known' | 'unfit' | 'failed';

const UNFIT: readonly WebAuthnError['code'][] = [
  'ERROR_AUTHENTICATOR_MISSING_DISCOVERABLE_CREDENTIAL_SUPPORT',
  'ERROR_AUTHENTICATOR_MISSING_USER_VERIFICATION_SUPPORT',
  'ERROR_AUTHENTICATOR_NO_SUPPORTED_PUBKEYCREDPARAMS_ALG',
];

/** Returns why the browser gave no passkey; null where the server refused it, or where this page took the question back. */
export function browserRefusal(error: unknown): BrowserRefusal | null {
  if (error instanceof Failure || !(error instanceof Error) || error.name === 'AbortError') return null;
  if (error.name === 'NotAllowedError') return 'canceled';
  if (!(error instanceof WebAuthnError)) return 'failed';
  if (error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED') return 'known';
  return UNFIT.includes(error.code) ? 'unfit' : 'failed';
}
