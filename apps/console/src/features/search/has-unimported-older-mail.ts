import type { ChannelAccount } from '@guichet/contracts';

interface Inbound {
  imap?: { start?: string };
}

/**
 * Whether mail may lie in a mailbox from before it was connected that was not brought in: so it does unless its whole
 * history was imported. Whoever is not shown the settings of mail accounts is told that it may.
 */
export const hasUnimportedOlderMail = (channels: readonly Pick<ChannelAccount, 'kind' | 'config'>[]): boolean =>
  channels.some(({ kind, config }) => {
    if (kind !== 'email') return false;
    const inbound = config['inbound'] as Inbound | undefined;
    return !inbound || (inbound.imap !== undefined && inbound.imap.start !== 'history');
  });
