import { organisationOf } from '@guichet/access';
import { sharedDomain, lookAlikeOf, type ClaimedAddress, type InboundMessage } from '@guichet/channels';
import type { Authentication, Handle, SenderWarning } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import type { Accounts } from '../accounts/channel-accounts.js';

/** Who works here, and what is ours. */
export interface KnownHere {
  domains: ReadonlySet<string>;
  /** The addresses by which citizens reach us. */
  addresses: ReadonlySet<string>;
  /** The names of agents as they were written, by their `nameKey`. */
  colleagues: ReadonlyMap<string, string>;
  /** The addresses of agents. */
  agentAddresses: ReadonlySet<string>;
  /** Empty where nobody has said it. */
  organisation: string;
  /** What was found of the domains of senders, as most mail comes from a few. */
  lookAlikes: Map<string, { of: string | undefined }>;
}

/** The most domains of senders that are remembered, until agents and accounts are read again. */
const MOST_REMEMBERED = 10_000;

interface Known {
  /** The addresses of our accounts. */
  addresses: readonly string[];
  agents: readonly { name: string; email: string }[];
  organisation: string;
}

export const knownHere = ({ addresses, agents, organisation }: Known): KnownHere => ({
  domains: new Set(addresses.map(domainOf)),
  addresses: new Set(addresses),
  colleagues: new Map(agents.flatMap(({ name }) => (nameKey(name) ? [[nameKey(name)!, name]] : []))),
  agentAddresses: new Set(agents.map(({ email }) => email.toLowerCase())),
  organisation,
  lookAlikes: new Map(),
});

/** The words of a name without what people write differently: case and accents. */
const wordsOf = (name: string): string[] =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** A name in any order of its words. One word is no name. */
function nameKey(name: string): string | null {
  const words = wordsOf(name);
  return words.length < 2 ? null : words.sort().join(' ');
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** Whether a domain is the organisation's alone: a small town may have its mailbox where its people have theirs. */
const isOurOwn = (domain: string, { domains }: KnownHere): boolean => domains.has(domain) && !sharedDomain(domain);

/** Whether a name is the organisation's, or begins with it: `Mairie de Valbourg – Direction`. */
function isOurName(name: string | undefined, { organisation }: KnownHere): boolean {
  const ours = wordsOf(organisation);
  return (
    ours.length > 0 &&
    wordsOf(name ?? '')
      .slice(0, ours.length)
      .join(' ') === ours.join(' ')
  );
}

/** What is odd about the sender of a mail, for people: it decides nothing. */
export function warningsOf(
  message: InboundMessage,
  here: KnownHere,
  verdict: Authentication['verdict'],
): SenderWarning[] {
  const { from } = message;
  if (from?.type !== 'email') return [];
  const domain = domainOf(from.value);
  // Our own address may be at a provider at which anybody may have one.
  const isOurs = isOurOwn(domain, here) || here.addresses.has(untagged(from.value));
  return isOurs ? warningsOfOurs(from, here, verdict) : warningsOfOthers(message, here, domain);
}

const untagged = (address: string): string => address.replace(/\+[^@]*(?=@)/, '');

/** What bears our domain is odd only where nothing proves it. Mail among agents is often checked by nobody, and is not odd then. */
function warningsOfOurs({ value, name }: Handle, here: KnownHere, verdict: Authentication['verdict']): SenderWarning[] {
  if (verdict === 'authenticated') return [];
  const address = untagged(value);
  if (here.addresses.has(address) || (verdict !== 'unknown' && here.agentAddresses.has(address)))
    return [{ reason: 'address-of-ours', address: value }];
  return isOurName(name, here) ? [{ reason: 'name-of-organisation', name: name! }] : [];
}

function warningsOfOthers(
  { from, claims = [], replyTo }: InboundMessage,
  here: KnownHere,
  domain: string,
): SenderWarning[] {
  const { lookAlikes, domains, colleagues } = here;
  const { name, value } = from!;
  const { of } = lookAlikes.get(domain) ?? { of: lookAlikeOf(domain, domains) };
  if (lookAlikes.size < MOST_REMEMBERED) lookAlikes.set(domain, { of });
  const colleague = colleagues.get(nameKey(name ?? '') ?? '');
  const claim = worstClaim(claims, here);
  return [
    ...(claim ? [{ reason: 'name-is-address', ...claim, address: value } as const] : []),
    ...(of ? [{ reason: 'look-alike-domain', domain, of } as const] : []),
    ...(isOurName(name, here) ? [{ reason: 'name-of-organisation', name: name! } as const] : []),
    ...(colleague ? [{ reason: 'name-of-agent', name: colleague } as const] : []),
    ...(replyTo ? [{ reason: 'replies-elsewhere', address: replyTo } as const] : []),
  ];
}

/** The address in a name that would mislead most: an agent's, else one of ours, else anybody's that is plainly an address. */
function worstClaim(claims: readonly ClaimedAddress[], here: KnownHere) {
  const owned = claims.map(({ address, isPlain }) => ({ claimed: address, of: ownerOf(address, here), isPlain }));
  const worst =
    owned.find(({ of }) => of === 'agent') ??
    owned.find(({ of }) => of === 'organisation') ??
    owned.find(({ isPlain }) => isPlain);
  return worst && { claimed: worst.claimed, of: worst.of };
}

function ownerOf(address: string, here: KnownHere): 'agent' | 'organisation' | 'others' {
  if (here.agentAddresses.has(address)) return 'agent';
  return here.addresses.has(address) || isOurOwn(domainOf(address), here) ? 'organisation' : 'others';
}

/** Adds to a message that its domain looks like that of one of these addresses, unless that is said already. */
export function withLookAlike<Item extends { message: InboundMessage }>(item: Item, handles: Iterable<string>): Item {
  const { from, authentication } = item.message;
  if (!authentication || from?.type !== 'email') return item;
  if (authentication.warnings.some(({ reason }) => reason === 'look-alike-domain')) return item;
  const domain = domainOf(from.value);
  const of = lookAlikeOf(domain, [...handles].filter((handle) => handle.startsWith('email:')).map(domainOf));
  if (!of) return item;
  const warnings: SenderWarning[] = [...authentication.warnings, { reason: 'look-alike-domain', domain, of }];
  return { ...item, message: { ...item.message, authentication: { ...authentication, warnings } } };
}

/** How long agents and accounts are remembered, so that a message costs no statement. */
const KEPT_MS = 60_000;

/** Knows who works here, as it was a minute ago at most. */
export class Colleagues {
  private here: Promise<KnownHere> | undefined;
  private readUntil = -Infinity;

  constructor(
    private readonly reader: Reader,
    private readonly accounts: Accounts,
  ) {}

  known(): Promise<KnownHere> {
    if (this.here && performance.now() <= this.readUntil) return this.here;
    this.readUntil = performance.now() + KEPT_MS;
    this.here = this.read();
    this.here.catch(() => (this.readUntil = -Infinity));
    return this.here;
  }

  private async read(): Promise<KnownHere> {
    const accounts = await this.accounts.all();
    const addresses = accounts.flatMap((account) => account.addresses).filter((address) => address.includes('@'));
    const { name } = await organisationOf(this.reader);
    return knownHere({
      addresses,
      agents: await this.reader.query(`select name, email from agent where active`),
      organisation: name,
    });
  }
}
