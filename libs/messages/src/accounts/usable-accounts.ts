import { Scope, scopeOrNone, type Principal } from '@guichet/access';
import type { Handle, ReplyRoute } from '@guichet/contracts';
import type { Account } from './channel-accounts.js';

/** A case in which an agent wants to write. */
export interface CaseToAnswer {
  teamId: string;
  /** By which account which address wrote in it (`routeKey`). */
  written: readonly string[];
}

export const routeKey = (channelAccountId: string, { type, value }: Pick<Handle, 'type' | 'value'>): string =>
  `${channelAccountId} ${type}:${value}`;

/**
 * Whether an agent may write from an account to anybody: those in whose team they may reply, that of the case's team, and those that
 * all teams share. The name of a confidential team is not for others to write under.
 */
export function mayWriteFrom(who: Principal, { teamId }: Pick<CaseToAnswer, 'teamId'>) {
  const replies = scopeOrNone(who, 'case.reply') ?? Scope.none;
  return (account: Pick<Account, 'teamId' | 'shared'>): boolean =>
    account.shared || account.teamId === teamId || replies.admitsTeam(account.teamId);
}

/**
 * Whether an agent may use a route in a case: by an account from which they may write, or to answer who wrote there by another one, as a
 * case may be moved to another team. Only to them: else a message to a confidential account would open it.
 */
export function mayUseRoute(who: Principal, item: CaseToAnswer, accounts: readonly Account[]) {
  const mayWrite = mayWriteFrom(who, item);
  const free = new Set(accounts.filter(mayWrite).map(({ id }) => id));
  const written = new Set(item.written);
  return ({ channelAccountId, to }: Pick<ReplyRoute, 'channelAccountId' | 'to'>): boolean =>
    free.has(channelAccountId) || written.has(routeKey(channelAccountId, to));
}
