import type { ImapFlow } from 'imapflow';
import { ChannelError } from '../../channel-error.js';
import type { ImapConfig } from '../config.js';
import { reasonOfFault } from '../connection-errors.js';
import { serverName } from '../deliver.js';
import { reason } from '../texts.js';
import { arrivalOf } from './list-messages.js';
import type { MailboxFolder } from './mailbox-folders.js';
import type { FolderPosition, MailboxPosition } from './mailbox-position.js';

interface OpenFolder {
  uidValidity: string;
  uidNext: number;
}

/**
 * Opens a folder.
 *
 * @throws ChannelError where there is no such folder; the fault of the connection where that is lost
 */
export async function openFolder(client: ImapFlow, path: string, imap: ImapConfig): Promise<OpenFolder> {
  try {
    const { uidValidity, uidNext } = await client.mailboxOpen(path);
    return { uidValidity: String(uidValidity), uidNext };
  } catch (error) {
    if (!client.usable) throw error;
    const because = reasonOfFault(error, serverName(imap));
    const notOpened = reason('mailbox-not-opened', { mailbox: path, because });
    throw new ChannelError(notOpened, { retryable: true, cause: error });
  }
}

/**
 * Where the folders of a mailbox stand. One that is not known yet begins behind what it holds now: that is old. One with
 * another UIDVALIDITY is read from its beginning, as all its UIDs are void.
 */
export async function folderPositions(
  client: ImapFlow,
  { imap, folders, known }: { imap: ImapConfig; folders: readonly MailboxFolder[]; known: MailboxPosition['folders'] },
): Promise<MailboxPosition['folders']> {
  const positions: Record<string, FolderPosition> = {};
  const connected: FolderPosition[] = [];
  let newest = -Infinity;
  for (const { path } of folders) {
    const open = await openFolder(client, path, imap);
    const before = known[path];
    positions[path] = before ? currentPosition(before, open.uidValidity) : firstPosition(open, imap);
    if (before || imap.start === 'since') continue;
    connected.push(positions[path]);
    newest = Math.max(newest, await newestArrival(client));
  }
  // Also of other folders, as a message may be moved from one to the other.
  const oldUntil = Number.isFinite(newest) ? new Date(Math.min(newest, Date.now())).toISOString() : null;
  for (const position of connected) position.oldUntil = oldUntil;
  return positions;
}

/** The position of a folder under the UIDVALIDITY that it has now. */
export const currentPosition = (position: FolderPosition, uidValidity: string): FolderPosition =>
  position.uidValidity === uidValidity
    ? position
    : { ...position, uidValidity, lastUid: 0, firstUid: 0, liveUid: 0, isRenumbered: true };

function firstPosition({ uidValidity, uidNext }: OpenFolder, { start }: ImapConfig): FolderPosition {
  const isSince = start === 'since';
  const firstUid = isSince ? 0 : uidNext;
  const position = { uidValidity, firstUid, lastUid: Math.max(firstUid - 1, 0), oldUntil: null, isRenumbered: false };
  return isSince ? { ...position, liveUid: uidNext } : position;
}

async function newestArrival(client: ImapFlow): Promise<number> {
  let newest = -Infinity;
  for await (const message of client.fetch('1:*', { uid: true, internalDate: true }))
    newest = Math.max(newest, arrivalOf(message) ?? -Infinity);
  return newest;
}
