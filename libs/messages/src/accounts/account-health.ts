import { ChannelAccount, type Tx } from '@guichet/database';

/** Whether an account works, and why not: a reason of the channels, or the provider's words. */
export interface AccountHealth {
  state: 'ok' | 'error';
  reason: string | null;
}

/** Saves whether an account works. A change is published, and reaches the processes that use the account. */
export async function setAccountHealth(
  tx: Tx,
  channelAccountId: string,
  { state: health, reason: healthReason }: AccountHealth,
): Promise<void> {
  const before = await tx.repo(ChannelAccount).findOneBy({ id: channelAccountId });
  await tx.repo(ChannelAccount).update({ id: channelAccountId }, { health, healthReason, healthAt: tx.now });
  if (before && (before.health !== health || before.healthReason !== healthReason)) publishAccountChanged(tx, before);
}

/** An account, by who may know of it. */
type KnownAccount = Pick<ChannelAccount, 'id' | 'teamId' | 'shared'>;

/**
 * Publishes to those who may know of an account that it was changed, and has every process read it again. `states`: the account
 * before and after, where that changes who may know of it.
 */
export function publishAccountChanged(tx: Tx, ...states: [KnownAccount, ...KnownAccount[]]): void {
  const [{ id: channelAccountId }] = states;
  const everybody = 'Every agent may write from an account that all teams share.';
  const teamIds = [...new Set(states.map(({ teamId }) => teamId))];
  tx.publish(
    'channel.changed',
    { channelAccountId },
    states.some(({ shared }) => shared) ? { everybody } : { teamIds },
  );
  tx.notify('channel');
}

/** The same for an account of which only the id is known. */
export async function publishAccountChangedById(tx: Tx, id: string): Promise<void> {
  const account = await tx.repo(ChannelAccount).findOneBy({ id });
  if (account) publishAccountChanged(tx, account);
}
