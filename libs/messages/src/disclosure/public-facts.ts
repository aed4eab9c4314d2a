import { addressesIn } from '@guichet/citizens';
import { sharedDomain } from '@guichet/channels';
import type { Handle, Organisation } from '@guichet/contracts';
import type { Account } from '../accounts/channel-accounts.js';
import { namesIn } from './names-in-text.js';
import { addressKey, personalKeysIn, personalKeysOfName, type PersonalValue } from './personal-values-in-text.js';
import { plain, plainSigns } from './normalise-text.js';

/** What the house says of itself, which everybody may be sent. */
export interface PublicFacts {
  /** Whether an address is ours: one of our accounts, or one that we publish. */
  isOurAddress: (handle: Handle) => boolean;
  /** Whether it is of a domain of ours: it may be named to everybody, but not everybody there may read along. */
  isOfOurDomain: (handle: Handle) => boolean;
  isPublic: (value: PersonalValue) => boolean;
}

/** The data of our own organisation and its signatures, the addresses of our accounts, and the names of those who work here. */
export function publicFacts(
  organisation: Organisation,
  { accounts, agents, signatures }: { accounts: readonly Account[]; agents: readonly string[]; signatures: string },
): PublicFacts {
  const said = Object.values(organisation).filter((value) => typeof value === 'string');
  const text = plainSigns([...said, signatures].join('\n'));
  const addresses = accounts.flatMap((account) => account.addresses);
  const published = [...addressesIn(text).map(({ value }) => value), ...addresses];
  const domains = new Set(published.flatMap(domainOf));
  const keys = new Set([
    ...personalKeysIn({ text }),
    ...published.flatMap((value) => [`email:${value}`, `phone:${value}`]),
  ]);
  const names = [...agents, ...namesIn(text).map((name) => name.text)];
  const nameKeys = new Set(names.flatMap(personalKeysOfName));
  const digits = plain(text);
  return {
    isOurAddress: (handle) => keys.has(addressKey(handle)),
    isOfOurDomain: ({ value }) => domainOf(value).some((domain) => domains.has(domain)),
    isPublic: (value) =>
      value.keys.some((key) => keys.has(key) || nameKeys.has(key)) ||
      (value.kind === 'number' && digits.includes(plain(value.text))),
  };
}

/** The domain of a mail address; none where it is that of a provider, whose addresses are anybody's. */
const domainOf = (address: string): string[] => {
  const domain = address.split('@')[1]?.toLowerCase();
  return domain !== undefined && sharedDomain(domain) === null ? [domain] : [];
};
