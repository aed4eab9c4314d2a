import type { Board, ChannelKind } from '@guichet/contracts';

type Account = Board['channels'][number];
export type Health = Account['health'] | 'off';

export interface ChannelGroup {
  kind: ChannelKind;
  accounts: Account[];
  /** Those that do not work. */
  ill: Account[];
  health: Health;
  /** Who waits by this kind of channel, whichever the account. */
  waiting: number;
  lastAt: string | null;
}

const order: readonly Health[] = ['error', 'unknown', 'ok', 'off'];
const healthOf = ({ enabled, health }: Account): Health => (enabled ? health : 'off');

/**
 * Groups accounts by their channel kind, with the worst health of a group; broken groups come first, then those with
 * waiting cases.
 */
export const groupChannelsByKind = (accounts: readonly Account[]): ChannelGroup[] =>
  [...Map.groupBy(accounts, ({ kind }) => kind)]
    .map(([kind, own]) => ({
      kind,
      accounts: own,
      ill: own.filter((account) => healthOf(account) === 'error'),
      health: order[Math.min(...own.map((account) => order.indexOf(healthOf(account))))]!,
      // The count is by channel kind: each account of the kind has the same number.
      waiting: Math.max(...own.map(({ waiting }) => waiting)),
      lastAt: own.map(({ lastAt }) => lastAt ?? '').reduce((a, b) => (a > b ? a : b)) || null,
    }))
    .toSorted((a, b) => order.indexOf(a.health) - order.indexOf(b.health) || b.waiting - a.waiting);
