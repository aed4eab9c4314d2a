import type { Handle } from '@guichet/contracts';

/**
 * Addresses of accounts at which a person has an id that is valid for this account only: `messenger:<page>` and
 * `messenger:<page>/<person>`. Meta vouches for them.
 */
export function scopedHandles(kind: string) {
  const address = new RegExp(`^${kind}:(\\d{3,25})(?:/(\\d{3,25}))?$`);
  return {
    personHandle: (accountId: string, personId: string): Handle => ({
      type: 'account',
      value: `${kind}:${accountId}/${personId}`,
      verified: true,
    }),
    accountHandle: (accountId: string): Handle => ({ type: 'account', value: `${kind}:${accountId}`, verified: true }),
    identify: (text: string): Handle | undefined => {
      const value = text.trim();
      return address.test(value) ? { type: 'account', value, verified: false } : undefined;
    },
    /** The id by which this account may write to somebody; undefined where it may not. */
    personIdFor: ({ value }: Handle, accountId: string): string | undefined => {
      const [, account, person] = address.exec(value) ?? [];
      return account === accountId ? person : undefined;
    },
  };
}
