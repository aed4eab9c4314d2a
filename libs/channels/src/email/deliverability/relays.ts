import { isIP } from 'node:net';
import type { ResolveDns } from '../../channel.js';
import { hostOfRelay } from '../discovery/known-mail-providers.js';
import { isOurs } from '../sender/verify-sender.js';
import { addressesOf } from './resolve-dns-records.js';

/**
 * A server by which mail leaves. Of a company, its customers include an SPF of its own. Of one in our own network, only that network
 * knows the address with which its mail arrives.
 */
export type Relay =
  | { kind: 'provider'; host: string; name: string; spf: string }
  | { kind: 'public'; host: string; addresses: string[] }
  | { kind: 'private'; host: string };

/** Throws `NotAsked`. */
export async function relayOf(host: string, resolve: ResolveDns): Promise<Relay> {
  const provider = hostOfRelay(host);
  if (provider?.spf) return { kind: 'provider', host, name: provider.name, spf: provider.spf };
  const addresses = (isIP(host) ? [host] : await addressesOf(resolve, host)).filter((address) => !isOurs(address));
  return addresses.length > 0 ? { kind: 'public', host, addresses } : { kind: 'private', host };
}

/** The term of an SPF record by which a relay may send; undefined where that is not known here. */
export function spfTermOf(relay: Relay): string | undefined {
  if (relay.kind === 'private') return undefined;
  if (relay.kind === 'provider') return `include:${relay.spf}`;
  const family = isIP(relay.host);
  return family === 0 ? `a:${relay.host}` : `ip${family}:${relay.host}`;
}
