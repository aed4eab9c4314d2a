import { channels, sharedDomain } from '@guichet/channels';
import type { BlockedSender } from '@guichet/database';
import { wrongField } from '@guichet/platform';
import type { Account } from '../accounts/channel-accounts.js';

/** Who is blocked: an address or number in its one spelling, or a domain. */
export type BlockableSender = Pick<BlockedSender, 'kind' | 'value'>;

const DOMAIN = /^@?((?:[a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{1,62})$/i;

/**
 * Who is meant by what was typed.
 *
 * @throws Failure `invalid-request`: `no-address`; `own-address`; `shared-domain`, `domain-suffix` for a domain of people who
 *   have nothing to do with each other
 */
export function senderOf(value: string, accounts: readonly Account[]): BlockableSender {
  const domain = DOMAIN.exec(value)?.[1]?.toLowerCase();
  if (domain) return blockableDomain(domain, accounts);
  const handle = channels.email.identify(value) ?? channels.sms.identify(value);
  if (!handle) throw wrongField('value', 'no-address');
  if (accounts.some(({ addresses }) => addresses.includes(handle.value)))
    throw wrongField('value', 'own-address', { address: handle.value });
  return { kind: 'address', value: handle.value };
}

function blockableDomain(domain: string, accounts: readonly Account[]): BlockableSender {
  const whose = sharedDomain(domain);
  if (whose) throw wrongField('value', whose === 'suffix' ? 'domain-suffix' : 'shared-domain', { domain });
  const isOurs = accounts.some(({ addresses }) =>
    addresses.some((own) => `.${own.split('@')[1]}`.endsWith(`.${domain}`)),
  );
  if (isOurs) throw wrongField('value', 'own-address', { address: domain });
  return { kind: 'domain', value: domain };
}

/** Whether an address is the blocked one, or in the blocked domain. */
export const isOf = ({ kind, value }: BlockableSender, address: string): boolean =>
  kind === 'address' ? address === value : domainsOf(address).includes(value);

/** `a@mail.example.org` → `mail.example.org`, `example.org`, `org`. */
export function domainsOf(address: string): string[] {
  const labels = address.slice(address.lastIndexOf('@') + 1).split('.');
  return address.includes('@') ? labels.map((_, n) => labels.slice(n).join('.')) : [];
}

/** All that would block an address: itself, its domain and those above it. */
export const blockableAs = (address: string): string[] => [address, ...domainsOf(address)];
