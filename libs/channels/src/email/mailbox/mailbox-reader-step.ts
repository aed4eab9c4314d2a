import type { Pulled } from '../../channel.js';
import type { DatedImap } from './imap-start-date.js';
import type { FetchedMessage } from './fetch-messages.js';
import type { MailboxFolder } from './mailbox-folders.js';
import type { MailboxPosition } from './mailbox-position.js';

/** What a mailbox yields: a message or none, and where it stands once that is stored. */
export interface MailboxStep extends Omit<Pulled, 'cursor'> {
  move: (position: MailboxPosition) => void;
}

/** What the readers of one mailbox share. `position` is what was stored last; only `MailboxStep.move` changes it. */
export interface MailboxReading {
  imap: DatedImap;
  folders: readonly MailboxFolder[];
  position: MailboxPosition;
  signal: AbortSignal;
}

/** The step by which a fetched message is stored. */
export const stepOf = (
  { listed, request }: FetchedMessage,
  {
    folder,
    uidValidity,
    liveUid = 0,
    move,
  }: { folder: MailboxFolder; uidValidity: string; liveUid?: number; move: MailboxStep['move'] },
): MailboxStep => ({
  ...{ request, place: { folder: folder.path, uidValidity, uid: listed.uid }, move },
  ...(listed.uid < liveUid ? { isFromBefore: true as const } : {}),
});
