import type { ImapFlow } from 'imapflow';
import { ChannelError } from '../../channel-error.js';
import type { ImapConfig } from '../config.js';
import { reasonOfFault } from '../connection-and-delivery-errors.js';
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

interface Mailbox {
  imap: ImapConfig;
  folders: readonly MailboxFolder[];
  known: MailboxPosition['folders'];
  connectedAt: Date | undefined;
}

/**
 * Where the folders of a mailbox stand. One that is not known yet begins behind what it held when it was connected: that is old.
 * One with another UIDVALIDITY is read from its beginning, as all its UIDs are void.
 */
export async function folderPositions(
  client: ImapFlow,
  { imap, folders, known, connectedAt }: Mailbox,
): Promise<MailboxPosition['folders']> {
  const began = beganAt(connectedAt);
  const positions: Record<string, FolderPosition> = {};
  const connected: FolderPosition[] = [];
  let newest = -Infinity;
  for (const { path } of folders) {
    const open = await openFolder(client, path, imap);
    const before = known[path];
    positions[path] = before ? currentPosition(before, open.uidValidity) : firstPosition(open, imap);
    if (before || imap.start === 'since') continue;
    const past = await pastIn(client, { began, uidNext: open.uidNext });
    Object.assign(positions[path], { firstUid: past.endUid, lastUid: Math.max(past.endUid - 1, 0) });
    connected.push(positions[path]);
    newest = Math.max(newest, past.newest);
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

/** The longest time between saving an account and its first reading, a sign-in at the provider included. */
const FIRST_READING_MS = 10 * 60_000;

/** Since when mail is new, in milliseconds: since the account was saved or, where it was switched on later, since now. */
function beganAt(connectedAt: Date | undefined, now = Date.now()): number {
  const saved = connectedAt?.getTime() ?? now;
  return now - saved <= FIRST_READING_MS ? saved : now;
}

/**
 * What of the open folder is old: all below `endUid`, the newest of it of the time `newest`. What has come since `began` is new,
 * though nobody has read the folder yet; a message with a time to come says nothing.
 */
async function pastIn(
  client: ImapFlow,
  { began, uidNext }: { began: number; uidNext: number },
): Promise<{ endUid: number; newest: number }> {
  let newest = -Infinity;
  /** The messages at the end of the folder that are new: the first of them, and the time of the newest. */
  let tailUid: number | undefined;
  let tailNewest = -Infinity;
  for await (const message of client.fetch('1:*', { uid: true, internalDate: true })) {
    const at = arrivalOf(message) ?? -Infinity;
    const isToCome = at > Date.now();
    if (at > began && !isToCome) {
      tailUid ??= message.uid;
      tailNewest = Math.max(tailNewest, at);
      continue;
    }
    newest = Math.max(newest, tailNewest, isToCome ? -Infinity : at);
    [tailUid, tailNewest] = [undefined, -Infinity];
  }
  return { endUid: tailUid ?? uidNext, newest };
}
