import type { ResolveDns } from '../../channel.js';
import type { ProposedServer } from './known-mail-providers.js';

interface SrvRecord {
  name: string;
  port: number;
  priority: number;
  weight: number;
}

interface MxRecord {
  exchange: string;
  priority: number;
}

/** The servers that a domain publishes for its mailboxes; undefined where it publishes none. */
export interface PublishedServers {
  imap: ProposedServer | undefined;
  smtp: ProposedServer | undefined;
}

/** Looks up the SRV records of a domain (RFC 6186), those with TLS from the start first (RFC 8314 § 5.1). */
export async function publishedServers(domain: string, resolve: ResolveDns): Promise<PublishedServers> {
  const [imaps, imap, submissions, submission] = await Promise.all(
    ['_imaps', '_imap', '_submissions', '_submission'].map((service) => best(`${service}._tcp.${domain}`, resolve)),
  );
  return {
    imap: secured(imaps, true) ?? secured(imap, false),
    smtp: secured(submissions, true) ?? secured(submission, false),
  };
}

async function best(name: string, resolve: ResolveDns): Promise<{ name: string; port: number } | undefined> {
  const records = await recordsOf<SrvRecord>(resolve(name, 'SRV'));
  const [first] = records.toSorted((a, b) => a.priority - b.priority || b.weight - a.weight);
  // A single dot as its target says that there is no such service.
  return first && first.name !== '' && first.name !== '.' ? first : undefined;
}

const secured = (found: { name: string; port: number } | undefined, secure: boolean): ProposedServer | undefined =>
  found && { host: canonical(found.name), port: found.port, secure };

export async function mailExchanges(domain: string, resolve: ResolveDns): Promise<string[]> {
  const records = await recordsOf<MxRecord>(resolve(domain, 'MX'));
  return records.toSorted((a, b) => a.priority - b.priority).map(({ exchange }) => canonical(exchange));
}

/** Returns the records of a name; none where it has none or could not be looked up. */
const recordsOf = <Item>(answer: Promise<unknown>): Promise<Item[]> => (answer as Promise<Item[]>).catch(() => []);

const canonical = (host: string): string => host.toLowerCase().replace(/\.$/, '');
