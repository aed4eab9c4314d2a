import { browserSupportsWebAuthn } from '@simplewebauthn/browser';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from '../api/client.js';

/** By what one can sign in. Nobody waits for a second attempt: without it, one signs in by a password. */
export const signInOptionsQuery = queryOptions({
  queryKey: ['sign-in-options'],
  queryFn: () => call('getSignInOptions'),
  retry: false,
  staleTime: 60_000,
});

/**
 * Whether passkeys can be used on this page: `ready`; `elsewhere`, as it was opened at another address than the one for which they are
 * made; or `none`, as the browser or the address of the product has none.
 */
export type PasskeySupport = { state: 'ready' | 'none' } | { state: 'elsewhere'; address: string };

/** Returns the support on this page, given where passkeys work. */
function passkeySupport(passkeysAt: string | null): PasskeySupport {
  if (passkeysAt === null) return { state: 'none' };
  if (passkeysAt !== window.location.origin) return { state: 'elsewhere', address: passkeysAt };
  return { state: browserSupportsWebAuthn() ? 'ready' : 'none' };
}

/** Undefined while it is not known yet. */
export function usePasskeySupport(): PasskeySupport | undefined {
  const { data, isPending } = useQuery(signInOptionsQuery);
  return isPending ? undefined : passkeySupport(data?.passkeysAt ?? null);
}
