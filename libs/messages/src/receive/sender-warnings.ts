import { lookAlikeOf, type InboundMessage } from '@guichet/channels';
import type { SenderWarning } from '@guichet/contracts';
import type { Database } from '@guichet/database';
import type { Accounts } from '../accounts/channel-accounts.js';

/** Who works here, and our own domains. */
export interface KnownHere {
  domains: ReadonlySet<string>;
  /** The names of agents as they were written, by their `nameKey`. */
  colleagues: ReadonlyMap<string, string>;
  /** What was found of the domains of senders, as most mail comes from a few. */
  lookAlikes: Map<string, { of: string | undefined }>;
}

/** The most domains of senders that are remembered, until agents and accounts are read again. */
const MOST_REMEMBERED = 10_000;

export const knownHere = (domains: Iterable<string>, colleagues: readonly { name: string }[]): KnownHere => ({
  domains: new Set(domains),
  colleagues: new Map(colleagues.flatMap(({ name }) => (nameKey(name) ? [[nameKey(name)!, name]] : []))),
  lookAlikes: new Map(),
});

/** A name without what people write differently: case, accents, and the order of its words. One word is no name. */
function nameKey(name: string): string | null {
  const words =
    name
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length < 2 ? null : words.sort().join(' ');
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** What is odd about the sender of a mail, for people: it decides nothing. Our own domains are never odd. */
export function warningsOf({ from, replyTo }: InboundMessage, here: KnownHere): SenderWarning[] {
  const { domains, colleagues, lookAlikes } = here;
  if (from?.type !== 'email') return [];
  const domain = domainOf(from.value);
  if (domains.has(domain)) return [];
  const { of } = lookAlikes.get(domain) ?? { of: lookAlikeOf(domain, domains) };
  if (lookAlikes.size < MOST_REMEMBERED) lookAlikes.set(domain, { of });
  const colleague = colleagues.get(nameKey(from.name ?? '') ?? '');
  return [
    ...(of ? [{ reason: 'look-alike-domain', domain, of } as const] : []),
    ...(colleague ? [{ reason: 'name-of-agent', name: colleague } as const] : []),
    ...(replyTo ? [{ reason: 'replies-elsewhere', address: replyTo } as const] : []),
  ];
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
    private readonly database: Database,
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
    return knownHere(addresses.map(domainOf), await this.database.query(`select name from agent where active`));
  }
}
