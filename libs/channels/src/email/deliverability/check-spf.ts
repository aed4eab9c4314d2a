import type { DeliverabilityFinding } from '@guichet/contracts';
import type { DNSResolver } from 'mailauth';
import type { ResolveDns } from '../../channel.js';
import { NotAsked, textsOfName } from './resolve-dns-records.js';
import { dnsRecord } from './dns-record.js';
import { findingsOf } from './build-finding.js';
import { spfTermOf, type Relay } from './relays.js';

const finding = findingsOf('spf');

/** An address for documents, from which no mail comes (RFC 5737): a record that allows it allows everybody. */
const NOBODY = '192.0.2.1';

/** Whether the SPF record of a domain lets its relays send (RFC 7208). Throws `NotAsked`. */
export async function checkSpf(
  domain: string,
  relays: readonly Relay[],
  resolve: ResolveDns,
): Promise<DeliverabilityFinding> {
  const found = (await textsOfName(resolve, domain)).filter((text) => /^v=spf1(?: |$)/i.test(text));
  const terms = relays.map(spfTermOf).filter((term) => term !== undefined);
  const add = (kept: string[]) => [dnsRecord(domain, 'TXT', recordWith(kept, terms))];
  if (found.length === 0) return finding('wrong', 'spf-missing', { add: add([]) });
  if (found.length > 1) return finding('wrong', 'spf-several', { found, add: add(found) });
  const { result, comment, asked } = await evaluate(domain, NOBODY, resolve);
  if (result === 'permerror')
    return comment === 'Too many DNS requests'
      ? finding('wrong', 'spf-too-many-lookups', { found })
      : finding('wrong', 'spf-broken', { data: { said: comment }, found, add: add([]) });
  if (result === 'pass') return finding('wrong', 'spf-open', { found });
  for (const relay of relays) {
    if (relay.kind === 'private')
      return finding('unknown', 'spf-relay-unknown', { data: { relay: relay.host }, found });
    if (await isAllowed(domain, relay, { asked, resolve })) continue;
    return finding('wrong', 'spf-relay-missing', { data: { relay: relay.host }, found, add: add(found) });
  }
  return finding('ok', 'spf-ok', { found });
}

async function isAllowed(
  domain: string,
  relay: Exclude<Relay, { kind: 'private' }>,
  { asked, resolve }: { asked: ReadonlySet<string>; resolve: ResolveDns },
): Promise<boolean> {
  if (relay.kind === 'provider') return asked.has(relay.spf);
  const results = await Promise.all(relay.addresses.map((address) => evaluate(domain, address, resolve)));
  return results.every(({ result }) => result === 'pass');
}

/** What a receiver makes of mail that this address sends for the domain, and the names whose texts it asks for. */
async function evaluate(domain: string, ip: string, resolve: ResolveDns) {
  const { spf } = await import('mailauth');
  const asked = new Set<string>();
  const resolver = (name: string, type: string) => {
    if (type === 'TXT') asked.add(name.toLowerCase());
    return resolve(name, type);
  };
  const sender = `postmaster@${domain}`;
  const { status } = await spf({ resolver: resolver as DNSResolver, ip, sender, helo: domain, mta: 'localhost' });
  if (status.result === 'temperror') throw new NotAsked(domain);
  return { result: status.result, comment: (status.comment ?? '').split(': ').at(-1)!, asked };
}

/** A record with the terms of those that there are and further ones. Who is not named stays as doubtful as before; by default somewhat. */
function recordWith(records: readonly string[], terms: readonly string[]): string {
  const present = records.flatMap((record) => record.split(/ +/).slice(1)).filter((term) => term !== '');
  const last = present.find((term) => /^(?:[-~?+]?all$|redirect=)/i.test(term)) ?? '~all';
  const named = [...present.filter((term) => !/^(?:[-~?+]?all$|redirect=)/i.test(term)), ...terms];
  // Who receives mail for a domain mostly sends it as well.
  return ['v=spf1', ...new Set(named.length > 0 ? named : ['mx']), last].join(' ');
}
