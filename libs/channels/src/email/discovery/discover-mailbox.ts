import type { MailboxProposal } from '@guichet/contracts';
import type { ChannelIo, ResolveDns } from '../../channel.js';
import { addrSpec } from '../addresses.js';
import { reason } from '../texts.js';
import { fetchAutoconfig, type Autoconfig } from './autoconfig.js';
import { hostOfDomain, hostOfMx, type MailHost, type ProposedServer } from './known-mail-providers.js';
import { mailExchanges, publishedServers, type PublishedServers } from './service-records.js';

/** DNS and the domain's web server get this long, together. */
const PATIENCE_MS = 8_000;

type Server = ProposedServer & { user: string };

interface Found {
  found: string;
  imap: Server | undefined;
  smtp: Server | undefined;
  oauth?: Record<string, unknown>;
  /** The server of the mailbox checks who wrote a mail, under this name. */
  trustedServer?: string;
}

/**
 * Finds how a mailbox is reached, by its address alone: companies that give addresses to anybody, then what the domain
 * publishes in DNS (RFC 6186), then the company that receives its mail, then the domain's own autoconfig file. Nobody but the
 * domain and the resolver is asked. What is returned is a proposal: nothing is connected to.
 */
export async function discoverMailbox(
  address: string,
  { resolve, io }: { resolve: ResolveDns; io: Pick<ChannelIo, 'fetch'> },
): Promise<MailboxProposal> {
  const known = addrSpec(address);
  if (known === undefined) return { found: reason('not-a-mail-address'), config: null };
  const domain = known.slice(known.lastIndexOf('@') + 1);
  const found = await lookUp(known, domain, { resolve, io });
  if (!found) return { found: reason('found-nothing', { domain }), config: null };
  const { imap, smtp, oauth, trustedServer } = found;
  return {
    found: found.found,
    config: {
      address: known,
      inbound: { smtp: false, ...(imap && { imap }), ...(trustedServer && { trustedServer }) },
      ...(smtp && { outbound: smtp }),
      ...(oauth && { oauth }),
    },
  };
}

async function lookUp(
  address: string,
  domain: string,
  { resolve, io }: { resolve: ResolveDns; io: Pick<ChannelIo, 'fetch'> },
): Promise<Found | undefined> {
  const host = hostOfDomain(domain);
  if (host) return ofHost(host, address, reason('found-host', { name: host.name, domain }));
  const [published, exchanges, autoconfig] = await Promise.all([
    inTime(publishedServers(domain, resolve), { imap: undefined, smtp: undefined }),
    inTime(mailExchanges(domain, resolve), []),
    inTime(fetchAutoconfig(address, io), undefined),
  ]);
  const hosted = hostOfMx(exchanges);
  if (published.imap) return ofPublished(published, { address, domain, hosted });
  if (hosted) return ofHost(hosted, address, reason('found-mx', { name: hosted.name, domain }));
  return autoconfig && ofAutoconfig(autoconfig, domain);
}

/** A resolver or a server that does not respond is no reason to wait for ever. */
async function inTime<Result>(work: Promise<Result>, otherwise: Result): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Result>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

const ofHost = ({ imap, smtp, oauth, tenant, trustedServer }: MailHost, user: string, found: string): Found => ({
  found,
  imap: { ...imap, user },
  smtp: { ...smtp, user },
  ...(oauth && { oauth: { provider: oauth, ...(tenant && { tenant }) } }),
  ...(trustedServer && { trustedServer }),
});

/** Microsoft and Google take no passwords, and check who wrote a mail, also where a domain publishes their servers itself. */
function ofPublished(
  { imap, smtp }: PublishedServers,
  { address: user, domain, hosted }: { address: string; domain: string; hosted: MailHost | undefined },
): Found {
  const isHosts = hosted?.imap.host === imap?.host;
  return {
    found: reason('found-srv', { domain }),
    imap: imap && { ...imap, user },
    smtp: smtp && { ...smtp, user },
    ...(isHosts && hosted?.oauth && { oauth: { provider: hosted.oauth } }),
    ...(isHosts && hosted?.trustedServer && { trustedServer: hosted.trustedServer }),
  };
}

const ofAutoconfig = ({ imap, smtp, issuer }: Autoconfig, domain: string): Found => ({
  found: reason('found-autoconfig', { domain }),
  imap,
  smtp,
  ...(issuer !== null && { oauth: { provider: 'other', issuer: /:\/\//.test(issuer) ? issuer : `https://${issuer}` } }),
});
