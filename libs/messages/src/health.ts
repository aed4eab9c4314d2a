import { ChannelAccount, type Tx } from '@guichet/database';

/** Notes whether an account works; whoever watches it, or sends by it, is told of what is new. */
export async function tellHealth(
  tx: Tx,
  channelId: string,
  health: 'ok' | 'error',
  healthReason: string | null,
): Promise<void> {
  const before = await tx.repo(ChannelAccount).findOneBy({ id: channelId });
  await tx.repo(ChannelAccount).update({ id: channelId }, { health, healthReason, healthAt: tx.now });
  if (!before || (before.health === health && before.healthReason === healthReason)) return;
  tx.publish('channel.changed', { channelId });
  tx.wake('channel');
}
