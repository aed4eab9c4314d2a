import ipaddr from 'ipaddr.js';

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** The one spelling of a host: lower case, ASCII, without brackets or trailing dot. */
export function canonicalHost(host: string): string {
  return host
    .trim()
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.+$/, '');
}

/** Private places that requests of the server may reach: host names, addresses or CIDR ranges. None by default. */
export class OutboundAllow {
  static readonly none = new OutboundAllow(new Set(), []);

  private constructor(
    private readonly hosts: ReadonlySet<string>,
    private readonly ranges: readonly Range[],
  ) {}

  /** `text`: entries separated by commas. Throws `RangeError` naming the entry that is none of the three. */
  static parse(text: string): OutboundAllow {
    const hosts = new Set<string>();
    const ranges: Range[] = [];
    for (const entry of text.split(',').map(canonicalHost).filter(Boolean)) {
      if (ipaddr.isValidCIDR(entry)) ranges.push(ipaddr.parseCIDR(entry));
      else if (ipaddr.IPv4.isValidFourPartDecimal(entry)) ranges.push([ipaddr.parse(entry), 32]);
      else if (ipaddr.IPv6.isValid(entry)) ranges.push([ipaddr.parse(entry), 128]);
      else if (/^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?$/.test(entry)) hosts.add(entry);
      else throw new RangeError(entry);
    }
    return new OutboundAllow(hosts, ranges);
  }

  allowsHost(host: string): boolean {
    return this.hosts.has(canonicalHost(host));
  }

  /** An IPv4 address mapped into IPv6 is judged as the IPv4 address it is. */
  allowsAddress(address: string): boolean {
    const ip = ipaddr.process(address);
    return this.ranges.some(([base, bits]) => base.kind() === ip.kind() && ip.match([base, bits] as never));
  }
}
