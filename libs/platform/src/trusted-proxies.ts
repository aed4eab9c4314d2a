import ipaddr from 'ipaddr.js';

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Whom `loopback` names: proxies on this machine. */
const LOOPBACK = ['127.0.0.0/8', '::1/128'];

/**
 * The reverse proxies that are believed when they say where a request comes from. None by default: then the address is that
 * of the connection, whatever its headers say.
 */
export class TrustedProxies {
  static readonly none = new TrustedProxies([]);

  private constructor(private readonly ranges: readonly Range[]) {}

  /**
   * `text`: addresses, CIDR ranges or `loopback`, separated by commas. Throws `RangeError` naming the entry that is none of
   * them, or a range of all addresses, as anybody could then choose an address.
   */
  static parse(text: string): TrustedProxies {
    const entries = text
      .split(',')
      .map((entry) => entry.trim().toLowerCase())
      .filter(Boolean);
    return new TrustedProxies(entries.flatMap((entry) => (entry === 'loopback' ? LOOPBACK : [entry])).map(rangeOf));
  }

  includes(address: string): boolean {
    if (!ipaddr.isValid(address)) return false;
    const ip = ipaddr.process(address);
    return this.ranges.some(([base, bits]) => base.kind() === ip.kind() && ip.match([base, bits] as never));
  }

  /**
   * The address from which a request comes: of `peer`, the other end of the connection, and of those that `X-Forwarded-For`
   * names, the last one that is no trusted proxy. Whatever stands before it is the word of a stranger.
   */
  clientOf(peer: string, forwardedFor: string | string[] | undefined): string {
    const named = String(forwardedFor ?? '')
      .split(',')
      .map((hop) => hop.trim())
      .filter(Boolean);
    const hops = [...named, peer];
    return hops.findLast((hop) => !this.includes(hop)) ?? hops[0]!;
  }
}

function rangeOf(entry: string): Range {
  if (ipaddr.isValidCIDR(entry)) {
    const range = ipaddr.parseCIDR(entry);
    if (range[1] > 0) return range;
  } else if (ipaddr.IPv4.isValidFourPartDecimal(entry)) return [ipaddr.parse(entry), 32];
  else if (ipaddr.IPv6.isValid(entry)) return [ipaddr.parse(entry), 128];
  throw new RangeError(entry);
}

/** An address as people know it: an IPv4 address that came over IPv6 as the IPv4 address that it is. */
export const plainAddress = (address: string): string =>
  ipaddr.isValid(address) ? ipaddr.process(address).toString() : address;

/** Of the 128 bits of an IPv6 address, those that a provider gives to one customer. */
const SITE_BITS = 64;

/**
 * The network by which an address is counted: an IPv4 address itself, and the /64 of an IPv6 address, in which one customer
 * has as many addresses as they like. What is no address is counted as it is written.
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address.slice(0, 64).toLowerCase();
  const ip = ipaddr.process(address);
  if (ip.kind() === 'ipv4') return ip.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${ip.toNormalizedString()}/${SITE_BITS}`).toString()}/${SITE_BITS}`;
}
