import { isIP } from 'node:net';
import { conflict } from '@guichet/platform';

/** For whom passkeys are made: a host, and the origin whose pages may ask for them. */
export interface RelyingParty {
  id: string;
  origin: string;
}

/**
 * The product at its public address, as browsers see it. Null where they offer no passkeys: without encryption, except on the
 * same machine, and at an address that is only a number.
 */
export function relyingParty(publicUrl: string): RelyingParty | null {
  const { protocol, hostname, origin } = new URL(publicUrl);
  const isLocal = hostname === 'localhost' || hostname.endsWith('.localhost');
  const isNumber = isIP(hostname) !== 0 || hostname.startsWith('[');
  return (protocol === 'https:' || isLocal) && !isNumber ? { id: hostname, origin } : null;
}

/** As `relyingParty`. Throws `passkeys-unavailable` where there are no passkeys. */
export function passkeyParty(publicUrl: string): RelyingParty {
  const party = relyingParty(publicUrl);
  if (!party) throw conflict('passkeys-unavailable', { address: new URL(publicUrl).origin });
  return party;
}
