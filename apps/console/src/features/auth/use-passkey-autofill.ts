import { browserSupportsWebAuthnAutofill, WebAuthnAbortService } from '@simplewebauthn/browser';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { isFailure } from '../../shared/api/failure.js';
import { signInByPasskey } from '../../shared/passkeys/passkey-ceremonies.js';

/** What a passkey signs is good for ten minutes, and a sign-in page may be open since yesterday. */
const RENEW_MS = 9 * 60_000;

/**
 * Lets the browser offer passkeys in the field of the address while `isOn`, where it can. Returns why one that was chosen there was
 * refused; null as long as there is nothing to say.
 */
export function usePasskeyAutofill(isOn: boolean, onSignedIn: () => Promise<unknown>): unknown {
  const [turn, setTurn] = useState(0);
  const { mutate, error } = useMutation({
    mutationFn: async () => {
      await signInByPasskey({ isAutofill: true });
      await onSignedIn();
    },
  });
  useEffect(() => {
    if (!isOn) return;
    let isOver = false;
    void browserSupportsWebAuthnAutofill().then((isSupported) => {
      if (isSupported && !isOver) mutate();
    });
    const renewal = setTimeout(() => setTurn(turn + 1), RENEW_MS);
    return () => {
      isOver = true;
      clearTimeout(renewal);
      WebAuthnAbortService.cancelCeremony();
    };
  }, [isOn, turn, mutate]);
  // Nobody has asked for it: that it could not be begun is not worth a word.
  return isFailure(error, 'wrong-credentials', 'conflict') ? error : null;
}
