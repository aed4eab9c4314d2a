import { isIP, type LookupFunction } from 'node:net';
import { Agent } from 'undici';

/** Connects to `address` whatever the name says by then. TLS still checks the certificate for the name. */
export function pinned(address: string, options: { timeout: number; keepAlive: boolean }): Agent {
  const family = isIP(address);
  const lookup: LookupFunction = (_host, { all }, done) =>
    all ? done(null, [{ address, family }]) : done(null, address, family);
  return new Agent({ connect: { lookup, timeout: options.timeout }, ...(options.keepAlive ? {} : { pipelining: 0 }) });
}
