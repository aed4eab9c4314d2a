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
  if (before && (before.health !== health || before.healthReason !== healthReason))
    publishAccountChanged(tx, channelAccountId);
}

/** Publishes that an account was changed, and has every process read it again. */
export function publishAccountChanged(tx: Tx, channelAccountId: string): void {
  const everybody = 'Every agent sees which channels there are and whether they work.';
  tx.publish('channel.changed', { channelAccountId }, { everybody });
  tx.notify('channel');
}
