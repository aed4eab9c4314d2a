import type { Tx } from '@guichet/database';

/** Has an account connect once soon, to learn whether it works. */
export const scheduleCheck = (tx: Tx, channelAccountId: string): Promise<void> =>
  tx.job('check-channel', { channelAccountId }, { maxAttempts: 3, key: `check-channel ${channelAccountId}` });
