import type { ChannelIo } from '../../channel.js';
import type { ImapConfig } from '../config.js';

/** The settings of a mailbox, with the beginning of what is read of it. */
export type DatedImap = ImapConfig & {
  /** Milliseconds; null where no date divides the mail. */
  beginning: number | null;
};

/** Finds when the day begins since which a mailbox is read: where the organisation is, as whoever has entered it means that. */
export async function datedImap(imap: ImapConfig, io: Pick<ChannelIo, 'timeZone'>): Promise<DatedImap> {
  if (imap.start !== 'since') return { ...imap, beginning: null };
  const zone = (await io.timeZone?.()) ?? 'UTC';
  return { ...imap, beginning: Temporal.PlainDate.from(imap.since!).toZonedDateTime(zone).epochMilliseconds };
}
