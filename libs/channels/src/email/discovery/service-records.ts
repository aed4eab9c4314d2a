import type { ProposedServer } from './mail-hosts.js';

/** What is asked of DNS; it rejects for names without such a record. */
export interface MailDns {
  resolveSrv(name: string): Promise<{ name: string; port: number; priority: number; weight: number }[]>;
  resolveMx(name: string): Promise<{ exchange: string; priority: number }[]>;
}

/** The servers that a domain publishes for its mailboxes; undefined where it publishes none. */
export interface PublishedServers {
  imap: ProposedServer | undefined;
  smtp: ProposedServer | undefined;
}

/** Looks up the SRV records of a domain (RFC 6186), those with TLS from the start first (RFC 8314 § 5.1). */
export async function publishedServers(domain: string, dns: MailDns): Promise<PublishedServers> {
  const [imaps, imap, submissions, submission] = await Promise.all(
    ['_imaps', '_imap', '_submissions', '_submission'].map((service) => best(`${service}._tcp.${domain}`, dns)),
  );
  return {
    imap: secured(imaps, true) ?? secured(imap, false),
    smtp: secured(submissions, true) ?? secured(submission, false),
  };
}

async function best(name: string, dns: MailDns): Promise<{ name: string; port: number } | undefined> {
  const records = await dns.resolveSrv(name).catch(() => []);
  const [first] = records.toSorted((a, b) => a.priority - b.priority || b.weight - a.weight);
  // A single dot as its target says that there is no such service.
  return first && first.name !== '' && first.name !== '.' ? first : undefined;
}

const secured = (found: { name: string; port: number } | undefined, secure: boolean): ProposedServer | undefined =>
  found && { host: canonical(found.name), port: found.port, secure };

export async function mailExchanges(domain: string, dns: MailDns): Promise<string[]> {
  const records = await dns.resolveMx(domain).catch(() => []);
  return records.toSorted((a, b) => a.priority - b.priority).map(({ exchange }) => canonical(exchange));
}

const canonical = (host: string): string => host.toLowerCase().replace(/\.$/, '');
