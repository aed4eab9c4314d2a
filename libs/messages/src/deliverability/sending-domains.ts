import { dkimRecord } from '@guichet/channels';
import type { DkimKey as KeyShape, SendingDomain as DomainShape } from '@guichet/contracts';
import type { DkimKey, SendingDomain, Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';
import type { Account } from '../accounts/channel-accounts.js';

/** A domain from which accounts that are in use send mail. */
export interface UsedDomain {
  domain: string;
  accounts: Account[];
  relays: string[];
  /** Others send mail for it to the built-in mail server. */
  receivesHere: boolean;
}

/** The domains of all accounts that send mail, by their names. */
export function usedDomains(accounts: readonly Account[]): UsedDomain[] {
  const uses = accounts
    .filter(({ enabled }) => enabled)
    .flatMap((account) => {
      const sends = account.channel.sendingDomains?.(account.config);
      return (sends?.domains ?? []).map((domain) => ({ ...sends!, domain, account }));
    });
  return [...Map.groupBy(uses, ({ domain }) => domain)]
    .map(([domain, all]) => ({
      domain,
      accounts: all.map(({ account }) => account),
      relays: [...new Set(all.map(({ relay }) => relay))],
      receivesHere: all.some(({ receivesHere }) => receivesHere),
    }))
    .toSorted((a, b) => a.domain.localeCompare(b.domain));
}

/** @throws Failure `not-found` for a domain from which no account sends */
export function usedDomain(accounts: readonly Account[], domain: string): UsedDomain {
  const used = usedDomains(accounts).find((one) => one.domain === domain);
  if (!used) throw new Failure('not-found');
  return used;
}

/** What is kept of a domain. */
export interface KeptDomain {
  row: Pick<SendingDomain, 'signs' | 'findings' | 'checkedAt'>;
  /** The oldest first. */
  keys: DkimKey[];
}

const NEVER_CHECKED: KeptDomain['row'] = { signs: false, findings: [], checkedAt: null };

/** What is kept of these domains, by their names. */
export async function keptDomains(reader: Reader, domains: readonly string[]): Promise<(domain: string) => KeptDomain> {
  const rows = await reader.query<SendingDomain>(
    `select domain, signs, findings, checked_at as "checkedAt" from sending_domain where domain = any($1::text[])`,
    [domains],
  );
  const keys = await reader.query<DkimKey>(
    `select id, domain, selector, algorithm, public_key as "publicKey", created_at as "createdAt", published_at as "publishedAt",
       replaced_at as "replacedAt" from dkim_key where domain = any($1::text[]) order by created_at, id`,
    [domains],
  );
  return (domain) => ({
    row: rows.find((one) => one.domain === domain) ?? NEVER_CHECKED,
    keys: keys.filter((one) => one.domain === domain),
  });
}

/** A domain as the API shows it. */
export const domainShape = ({ domain, accounts, relays }: UsedDomain, { row, keys }: KeptDomain): DomainShape => ({
  ...{ domain, relays },
  accounts: accounts.map(({ id, name, addresses }) => ({
    ...{ id, name },
    addresses: addresses.filter((address) => address.endsWith(`@${domain}`)),
  })),
  signs: row.signs,
  keys: keys.map(keyShape),
  findings: row.findings,
  checkedAt: row.checkedAt?.toISOString() ?? null,
});

const keyShape = (key: DkimKey): KeyShape => ({
  ...{ id: key.id, selector: key.selector, algorithm: key.algorithm },
  createdAt: key.createdAt.toISOString(),
  publishedAt: key.publishedAt?.toISOString() ?? null,
  replacedAt: key.replacedAt?.toISOString() ?? null,
  record: dkimRecord(key),
});
