import type { AddPasskey, PasskeyAssertion } from '@guichet/contracts';
import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { call } from '../api/client.js';

/**
 * Asks the browser for a passkey, which signs what the server has chosen. With `isAutofill`, the browser offers it in the field of the
 * address, and the promise waits until somebody chooses one there. Throws a `Failure`, or an error of the browser.
 */
async function askPasskey({ isAutofill = false } = {}): Promise<PasskeyAssertion> {
  const optionsJSON = await call('beginPasskeyUse', { body: {}, idempotencyKey: undefined });
  const { id, response } = await startAuthentication({ optionsJSON, useBrowserAutofill: isAutofill });
  const { clientDataJSON, authenticatorData, signature, userHandle } = response;
  return { id, clientDataJSON, authenticatorData, signature, ...(userHandle !== undefined && { userHandle }) };
}

/** Signs in by a passkey. */
export async function signInByPasskey(how?: { isAutofill: boolean }): Promise<void> {
  await call('signInByPasskey', { body: await askPasskey(how), idempotencyKey: undefined });
}

/** Proves by a passkey who uses this session. */
export async function proveByPasskey(): Promise<void> {
  await call('prove', { body: { passkey: await askPasskey() }, idempotencyKey: undefined });
}

/** What a browser needs to make a passkey. */
export const beginPasskey = () => call('beginPasskey', { idempotencyKey: undefined });

/** Lets the browser make a passkey, and adds it. Returns the recovery codes that come with the first one. */
export async function addPasskey(
  optionsJSON: Awaited<ReturnType<typeof beginPasskey>>,
  name: string,
): Promise<string[] | null> {
  const { id, response } = await startRegistration({ optionsJSON });
  const { clientDataJSON, attestationObject, transports = [] } = response;
  const body: AddPasskey = { name, id, clientDataJSON, attestationObject, transports };
  return (await call('addPasskey', { body, idempotencyKey: undefined })).recoveryCodes;
}
