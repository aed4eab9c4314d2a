import { lookup as systemLookup } from 'node:dns/promises';
import { domainToASCII } from 'node:url';
import ipaddr from 'ipaddr.js';
import { LRUCache } from 'lru-cache';
import { canonicalHost, type OutboundAllow } from './outbound-allow-list.js';
import type { Agent } from 'undici';
import { fetchPinned, type FetchedImage } from './fetch-image.js';
import { pinned } from './pinned-connection.js';

export class EgressRefused extends Error {
  /** `host`: what was to be reached. */
  constructor(readonly host: string) {
    super(`${host} is not reachable from this server; OUTBOUND_ALLOW lists the private hosts and ranges that are`);
    this.name = 'EgressRefused';
  }
}

/** To those who read the body of an answer that is longer than we take. */
class AnswerTooLarge extends Error {
  constructor() {
    super('The answer is too large.');
    this.name = 'AnswerTooLarge';
  }
}

export type Lookup = (host: string) => Promise<{ address: string; family: number }[]>;

const publicIpv6 = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number];

/** ISATAP (RFC 5214): an IPv4 address, maybe a private one, in the last half of a global address. */
const isIsatap = (ip: ipaddr.IPv6) => (ip.parts[4]! & 0xfdff) === 0 && ip.parts[5] === 0x5efe;

/**
 * Is this an address of the public Internet? Everything with a special purpose is not (IANA registries): private,
 * loopback, link-local, shared (CGNAT), multicast, documentation, and what tunnels to IPv4 (6to4, Teredo, NAT64).
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address) || address.includes('%')) return false;
  const ip = ipaddr.process(address);
  if (ip.range() !== 'unicast') return false;
  return ip instanceof ipaddr.IPv4 || (ip.match(publicIpv6) && !isIsatap(ip));
}

const CONNECT_MS = 10_000;
const REQUEST_MS = 60_000;
const MAX_BYTES = 100 * 1024 * 1024;
/** Connections are kept to so many addresses. */
const AGENTS = 64;

/** The one door through which the server connects to a place that somebody else has named. */
export class Egress {
  constructor(
    private readonly allow: OutboundAllow,
    private readonly lookup: Lookup = (host) => systemLookup(host, { all: true }),
  ) {}

  /** The address to connect to. Throws `EgressRefused`, or the resolver's error where there is no such host. */
  async resolve(host: string): Promise<string> {
    const name = canonicalHost(host);
    const ascii = ipaddr.IPv6.isValid(name) ? name : domainToASCII(name);
    if (!ascii) throw new EgressRefused(JSON.stringify(host));
    // Short, octal and hexadecimal spellings of IPv4 reach here as names: the resolver reads them, its answer is judged.
    const found = ipaddr.IPv6.isValid(ascii) ? [{ address: ascii, family: 6 }] : await this.lookup(ascii);
    const allowedByName = this.allow.allowsHost(ascii);
    // One private address among public ones is how a name is rebound: refuse them all.
    for (const { address } of found) {
      if (!allowedByName && !isPublicAddress(address) && !this.allow.allowsAddress(address))
        throw new EgressRefused(ascii);
    }
    // IPv4 first: hosts without an IPv6 route are common, the contrary is not.
    const chosen = found.find(({ family }) => family === 4) ?? found[0];
    if (!chosen) throw new EgressRefused(ascii);
    return chosen.address;
  }

  /**
   * A raster image by http or https, by its content: SVG is none. At most 10 MB, 10 s, 3 redirects, each judged anew;
   * nothing of us is told but the request itself. Throws `EgressRefused` or `ImageRefused`.
   */
  async fetchImage(url: string): Promise<FetchedImage> {
    return fetchPinned(url, (target) => this.judge(target));
  }

  private readonly agents = new LRUCache<string, Agent>({
    max: AGENTS,
    dispose: (agent, _address, why) => void (why === 'evict' && agent.close()),
  });

  /**
   * `fetch` to a place that may be reached, on a connection to the address that was judged. A redirect is answered as it
   * is: whoever follows it asks again. At most 60 s and 100 MB of answer. Throws `EgressRefused`, or what `fetch` throws.
   */
  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const target = new URL(url);
    if (target.protocol !== 'https:' && target.protocol !== 'http:') throw new EgressRefused(target.protocol);
    const dispatcher = this.agentFor(await this.judge(target));
    const timeout = AbortSignal.timeout(REQUEST_MS);
    const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
    // The dispatcher is undici's own extension of `fetch`.
    const response = await fetch(target, { ...init, signal, redirect: 'manual', dispatcher });
    const { status, statusText, headers, body } = response;
    return body ? new Response(body.pipeThrough(atMost(MAX_BYTES)), { status, statusText, headers }) : response;
  }

  async close(): Promise<void> {
    await Promise.all([...this.agents.values()].map((agent) => agent.destroy()));
    this.agents.clear();
  }

  private agentFor(address: string): Agent {
    const agent = this.agents.get(address) ?? pinned(address, { timeout: CONNECT_MS, keepAlive: true });
    this.agents.set(address, agent);
    return agent;
  }

  private async judge(target: URL): Promise<string> {
    const address = await this.resolve(target.hostname);
    const usualPort = target.port === '' || target.port === '80' || target.port === '443';
    if (!usualPort && !this.allow.allowsHost(target.hostname) && !this.allow.allowsAddress(address))
      throw new EgressRefused(target.host);
    return address;
  }
}

function atMost(bytes: number): TransformStream<Uint8Array, Uint8Array> {
  let seen = 0;
  return new TransformStream({
    transform(chunk, controller) {
      seen += chunk.byteLength;
      if (seen > bytes) controller.error(new AnswerTooLarge());
      else controller.enqueue(chunk);
    },
  });
}
