import type { ImapFlow } from 'imapflow';
import { listMessages, type ListedMessage } from './list-messages.js';
import type { MailboxFolder } from './mailbox-folders.js';
import type { HistoryKey } from './mailbox-position.js';
import type { MailboxReading } from './mailbox-reader-step.js';
import { openFolder } from './open-folders-and-positions.js';

/** A message that was there when the mailbox was connected, with its place in the order of the history. */
export interface OldMessage extends ListedMessage {
  folder: MailboxFolder;
  key: HistoryKey;
}

/** Lists what is left of the history, of all folders but junk, oldest first. */
export async function listHistory(
  client: ImapFlow,
  { imap, folders, position }: MailboxReading,
): Promise<OldMessage[]> {
  const listed: OldMessage[] = [];
  for (const folder of folders.filter(({ role }) => role !== 'junk')) {
    await openAgain(client, { imap, position }, folder);
    const known = position.folders[folder.path]!;
    for await (const messages of listMessages(client, { fromUid: 1, imap, folder: known }))
      for (const one of messages.filter(({ uid, isOld }) => isOld && (known.isRenumbered || uid < known.firstUid)))
        listed.push({ ...one, folder, key: { at: one.at ?? 0, folder: folder.path, uid: one.uid } });
  }
  const last = position.history?.last;
  // Where UIDs are void, those of the last second are taken again; they are known by their digests.
  const isAnyRenumbered = Object.values(position.folders).some(({ isRenumbered }) => isRenumbered);
  const from = last && isAnyRenumbered ? { at: last.at, folder: '', uid: 0 } : last;
  return listed.filter(({ key }) => !from || compareKeys(key, from) > 0).sort((a, b) => compareKeys(a.key, b.key));
}

const compareKeys = (a: HistoryKey, b: HistoryKey): number =>
  a.at - b.at || (a.folder < b.folder ? -1 : a.folder > b.folder ? 1 : a.uid - b.uid);

/** Opens a folder under the UIDVALIDITY that is known; under another one, what was listed is void. */
export async function openAgain(
  client: ImapFlow,
  { imap, position }: Pick<MailboxReading, 'imap' | 'position'>,
  { path }: MailboxFolder,
): Promise<void> {
  if (client.mailbox && client.mailbox.path === path) return;
  const { uidValidity } = await openFolder(client, path, imap);
  if (uidValidity !== position.folders[path]!.uidValidity)
    throw new Error('The folder was renumbered; it is listed again once its new position is known.');
}
