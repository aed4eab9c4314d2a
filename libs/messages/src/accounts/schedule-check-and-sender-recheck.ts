import { channels } from '@guichet/channels';
import type { ChannelAccount, Tx } from '@guichet/database';

/** Has an account connect once soon, to learn whether it works. */
export const scheduleCheck = (tx: Tx, channelAccountId: string): Promise<void> =>
  tx.job('check-channel', { channelAccountId }, { maxAttempts: 3, key: `check-channel ${channelAccountId}` });

type Settings = ChannelAccount['config'];

/** Has the mail of an account judged again where another server, or none, is trusted now to say who wrote it. */
export async function scheduleJudgingAgain(
  tx: Tx,
  { id, kind }: Pick<ChannelAccount, 'id' | 'kind'>,
  { before, now }: { before: Settings; now: Settings },
): Promise<void> {
  const channel = channels[kind];
  if (channel.trustedServer?.(now) === channel.trustedServer?.(before)) return;
  await tx.job('judge-again', { channelAccountId: id }, { key: `judge-again ${id}` });
}
