import type { SignInOptions } from '@guichet/contracts';

/** How somebody may sign in: by a password that is `offered`, `hidden` behind a click as few need it, or not at all (`none`). */
export interface Ways {
  providers: SignInOptions['providers'];
  password: 'offered' | 'hidden' | 'none';
}

/** Returns the provider that signs in the domain of an address, where one says that it is its own. */
export function providerOf({ providers }: Pick<SignInOptions, 'providers'>, address: string) {
  const domain = address.trim().split('@')[1]?.toLowerCase();
  return providers.find(({ domains }) => domain !== undefined && domains.includes(domain));
}

/**
 * Returns the ways for an address; undefined: nobody has entered one. The providers of its domain and those without domains sign
 * it in. Without an address, agents of other domains may still need a password.
 */
export function signInWaysForAddress(
  { providers }: Pick<SignInOptions, 'providers'>,
  address: string | undefined,
): Ways {
  const domain = address?.split('@')[1]?.toLowerCase();
  const shown = providers.filter(
    ({ domains }) => domain === undefined || domains.length === 0 || domains.includes(domain),
  );
  const replaces = shown.filter(({ passwordsAllowed }) => !passwordsAllowed);
  if (replaces.length === 0) return { providers: shown, password: 'offered' };
  const isRefused = domain !== undefined && replaces.some(({ domains }) => domains.includes(domain));
  return { providers: shown, password: isRefused ? 'none' : 'hidden' };
}
