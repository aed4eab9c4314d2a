import { allow, type Principal } from '@guichet/access';
import { newDkimKey } from '@guichet/channels';
import type { DkimAlgorithm, EventData } from '@guichet/contracts';
import { DkimKey, type Tx } from '@guichet/database';
import { Failure, type Keyring, newId } from '@guichet/platform';
import type { Account } from '../accounts/channel-accounts.js';
import { sealKey } from './active-dkim-keys.js';
import { usedDomain } from './sending-domains.js';

/** Who changes how a domain signs its mail. */
export interface DomainWriter {
  tx: Tx;
  who: Principal;
  accounts: readonly Account[];
}

const EVERYBODY = 'The mail of a domain is that of the whole organisation.';

export const publishDomainChanged = (tx: Tx, domain: string, what: EventData<'sending-domain.changed'>['what']): void =>
  tx.publish('sending-domain.changed', { domain, what }, { allTeams: EVERYBODY });

/**
 * Has the mail of a domain signed by its keys, once DNS publishes one; or leaves that to its relay.
 *
 * @throws Failure `not-permitted`, `not-found`
 */
export async function setSigning({ tx, who, accounts }: DomainWriter, domain: string, signs: boolean): Promise<void> {
  allow(who, 'channel.manage');
  usedDomain(accounts, domain);
  await tx.query(
    `insert into sending_domain (domain, signs) values ($1, $2) on conflict (domain) do update set signs = $2`,
    [domain, signs],
  );
  publishDomainChanged(tx, domain, signs ? 'signing-on' : 'signing-off');
}

/**
 * Makes a key with a selector of its own. It signs nothing before DNS publishes it; until then, an older one goes on.
 *
 * @throws Failure `not-permitted`, `not-found`
 */
export async function createDkimKey(
  { tx, who, accounts, keyring }: DomainWriter & { keyring: Keyring },
  domain: string,
  algorithm: DkimAlgorithm,
): Promise<void> {
  allow(who, 'channel.manage');
  usedDomain(accounts, domain);
  const { privateKey, publicKey } = await newDkimKey(algorithm);
  // It also locks the domain, so that two keys that are made at once have two selectors.
  await tx.query(
    `insert into sending_domain (domain) values ($1) on conflict (domain) do update set domain = excluded.domain`,
    [domain],
  );
  const taken = await tx.repo(DkimKey).find({ where: { domain }, select: { selector: true } });
  const selector = freeSelector(
    tx.now,
    taken.map((key) => key.selector),
  );
  await tx.repo(DkimKey).insert({
    ...{ id: newId(), domain, selector, algorithm, publicKey, createdAt: tx.now },
    privateKey: sealKey(keyring, privateKey),
  });
  publishDomainChanged(tx, domain, 'key-made');
}

/** Names that say when the key was made, as those who rotate keys expect. */
function freeSelector(now: Date, taken: readonly string[]): string {
  const name = `guichet${now.toISOString().slice(0, 10).replaceAll('-', '')}`;
  for (let n = 1; ; n += 1) {
    const selector = n === 1 ? name : `${name}-${n}`;
    if (!taken.includes(selector)) return selector;
  }
}

/**
 * Deletes a key. Its record may then be taken out of DNS, once the mail that it has signed has arrived.
 *
 * @throws Failure `not-permitted`, `not-found`
 */
export async function deleteDkimKey({ tx, who, accounts }: DomainWriter, domain: string, keyId: string): Promise<void> {
  allow(who, 'channel.manage');
  usedDomain(accounts, domain);
  const { affected } = await tx.repo(DkimKey).delete({ id: keyId, domain });
  if (!affected) throw new Failure('not-found');
  publishDomainChanged(tx, domain, 'key-deleted');
}
