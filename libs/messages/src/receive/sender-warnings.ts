import { lookAlikeOf, type InboundMessage } from '@guichet/channels';
import type { SenderWarning } from '@guichet/contracts';
import type { Database } from '@guichet/database';
import type { Accounts } from '../accounts/channel-accounts.js';

/** Who works here, and our own domains. */
export interface KnownHere {
  domains: ReadonlySet<string>;
  /** The names of agents as they were written, by their `nameKey`. */
  colleagues: ReadonlyMap<string, string>;
}

/** A name without what people write differently: case, accents, and the order of its words. One word is no name. */
export function nameKey(name: string): string | null {
  const words =
    name
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length < 2 ? null : words.sort().join(' ');
}

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** What is odd about the sender of a mail, for people: it decides nothing. Our own domains are never odd. */
export function warningsOf({ from, replyTo }: InboundMessage, { domains, colleagues }: KnownHere): SenderWarning[] {
  if (from?.type !== 'email') return [];
  const domain = domainOf(from.value);
  if (domains.has(domain)) return [];
  const of = lookAlikeOf(domain, domains);
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

/** How long agents are remembered, so that a message costs no statement. */
const KEPT_MS = 60_000;

/** Knows who works here, as it was a minute ago at most. */
export class Colleagues {
  private colleagues: Promise<ReadonlyMap<string, string>> | undefined;
  private readUntil = -Infinity;

  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
  ) {}

  async known(): Promise<KnownHere> {
    const accounts = await this.accounts.all();
    const addresses = accounts.flatMap((account) => account.addresses).filter((address) => address.includes('@'));
    return { domains: new Set(addresses.map(domainOf)), colleagues: await this.read() };
  }

  private async read(): Promise<ReadonlyMap<string, string>> {
    if (performance.now() > this.readUntil) {
      this.readUntil = performance.now() + KEPT_MS;
      this.colleagues = this.database
        .query<{ name: string }>(`select name from agent where active`)
        .then((agents) => new Map(agents.flatMap(({ name }) => (nameKey(name) ? [[nameKey(name)!, name]] : []))));
      this.colleagues.catch(() => (this.readUntil = -Infinity));
    }
    return this.colleagues!;
  }
}
