import type { DeliverabilityFinding } from '@guichet/contracts';
import ipaddr from 'ipaddr.js';
import type { ResolveDns } from '../../channel.js';
import { addressesOf, recordsOf } from './resolve-dns-records.js';
import { dnsRecord } from './dns-record.js';
import { findingsOf } from './build-finding.js';
import type { Relay } from './relays.js';

const finding = findingsOf('ptr');

/** Whether the address of a relay has a name that leads back to it: many receivers refuse mail from one that has none. Throws `NotAsked`. */
export async function checkPtr(relay: Relay, resolve: ResolveDns): Promise<DeliverabilityFinding> {
  const { host } = relay;
  if (relay.kind === 'provider')
    return finding('not-needed', 'ptr-of-provider', { data: { relay: host, provider: relay.name } });
  if (relay.kind === 'private') return finding('unknown', 'ptr-unknown', { data: { relay: host } });
  const confirmed: string[] = [];
  for (const address of relay.addresses) {
    const found = await recordsOf<string>(resolve, reverseName(address), 'PTR');
    const data = { relay: host, address };
    const add = [dnsRecord(reverseName(address), 'PTR', host)];
    if (found.length === 0) return finding('wrong', 'ptr-missing', { data, add });
    if (!(await leadsBack(found, address, resolve)))
      return finding('wrong', 'ptr-not-confirmed', { data: { ...data, name: found[0]! }, found, add });
    confirmed.push(...found);
  }
  return finding('ok', 'ptr-ok', { data: { relay: host }, found: confirmed });
}

async function leadsBack(names: readonly string[], address: string, resolve: ResolveDns): Promise<boolean> {
  const canonical = ipaddr.process(address).toString();
  for (const name of names)
    if ((await addressesOf(resolve, name)).some((one) => ipaddr.process(one).toString() === canonical)) return true;
  return false;
}

function reverseName(address: string): string {
  const parsed = ipaddr.process(address);
  return parsed.kind() === 'ipv4'
    ? `${parsed.toByteArray().toReversed().join('.')}.in-addr.arpa`
    : `${Buffer.from(parsed.toByteArray()).toString('hex').split('').toReversed().join('.')}.ip6.arpa`;
}
