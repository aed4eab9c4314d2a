import { WebAuthnError } from '@simplewebauthn/browser';
import { Failure } from '../api/failure.js';
import { browserRefusal } from './browser-passkey-refusal.js';

const named = (name: string) => Object.assign(new Error('of the browser'), { name });
const refused = (code: WebAuthnError['code'], name: string) =>
  browserRefusal(new WebAuthnError({ message: code, code, cause: named(name) }));

describe('why a browser gave no passkey', () => {
  it('is that nobody chose one, that it is there already, or that the device cannot', () => {
    expect(refused('ERROR_PASSTHROUGH_SEE_CAUSE_PROPERTY', 'NotAllowedError')).toBe('canceled');
    expect(refused('ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED', 'InvalidStateError')).toBe('known');
    expect(refused('ERROR_AUTHENTICATOR_MISSING_USER_VERIFICATION_SUPPORT', 'ConstraintError')).toBe('unfit');
    expect(refused('ERROR_AUTHENTICATOR_GENERAL_ERROR', 'UnknownError')).toBe('failed');
    expect(browserRefusal(named('TypeError'))).toBe('failed');
  });

  it('is nothing where the page took its question back, or where the server refused', () => {
    expect(refused('ERROR_CEREMONY_ABORTED', 'AbortError')).toBeNull();
    expect(browserRefusal(named('AbortError'))).toBeNull();
    expect(browserRefusal(new Failure('wrong-credentials'))).toBeNull();
    expect(browserRefusal(null)).toBeNull();
  });
});
