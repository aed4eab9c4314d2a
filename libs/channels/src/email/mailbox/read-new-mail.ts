import type { ImapFlow } from 'imapflow';
import type { ListenOptions } from '../../channel.js';
import { countDue, reconcileMailbox } from './reconcile-mailbox.js';
import { fetchMessages } from './fetch-messages.js';
import { listMessages } from './list-messages.js';
import type { MailboxFolder } from './mailbox-folders.js';
import { stepOf, type MailboxReading, type MailboxStep } from './mailbox-reader-step.js';
import { currentPosition, openFolder } from './open-folders-and-positions.js';
import { silence, watch } from './wait-for-mail.js';

/** How long mail may wait in a folder that the server does not announce. */
const OTHERS_MS = 30_000;

/**
 * Yields the new mail of all folders as it arrives, as long as the connection lasts. Once a night, it yields what a count
 * has found missing.
 */
export async function* readNewMail(
  client: ImapFlow,
  reading: MailboxReading,
  { stored }: Pick<ListenOptions, 'stored'>,
): AsyncGenerator<MailboxStep> {
  const { folders, position, signal } = reading;
  const [main, ...others] = folders;
  const news = watch(client);
  for (let othersAt = -Infinity; !signal.aborted;) {
    // First, as what was sent refers to it.
    yield* takeFolder(client, reading, main!);
    if (performance.now() - othersAt >= OTHERS_MS) {
      for (const folder of others) yield* takeFolder(client, reading, folder);
      othersAt = performance.now();
    }
    if (stored && countDue(position.count.at, new Date())) yield* reconcileMailbox(client, reading, stored);
    // The server announces what comes to the folder that is open.
    if (client.mailbox && client.mailbox.path !== main!.path) yield* takeFolder(client, reading, main!);
    if (!signal.aborted) await silence(client, news, signal);
  }
}

async function* takeFolder(
  client: ImapFlow,
  { imap, position, signal }: MailboxReading,
  folder: MailboxFolder,
): AsyncGenerator<MailboxStep> {
  const isOpen = client.mailbox && client.mailbox.path === folder.path;
  const { uidValidity } = isOpen ? position.folders[folder.path]! : await openFolder(client, folder.path, imap);
  const now = currentPosition(position.folders[folder.path]!, uidValidity);
  const moveTo = (uid: number) => (stored: MailboxReading['position']) => {
    stored.folders[folder.path] = { ...now, lastUid: Math.max(uid, now.lastUid) };
  };
  // Old mail that is moved here is history; where the UIDs are void, it cannot be told from what was taken already.
  const takesOld = imap.start === 'history' && folder.role !== 'junk' && !now.isRenumbered;
  for await (const listed of listMessages(client, { fromUid: now.lastUid + 1, imap, folder: now })) {
    const wanted = listed.filter(({ isOld }) => takesOld || !isOld);
    for await (const fetched of fetchMessages(client, folder, wanted)) {
      const step = stepOf(fetched, {
        folder,
        uidValidity,
        liveUid: now.liveUid ?? 0,
        move: moveTo(fetched.listed.uid),
      });
      const isSeen = folder.role === 'inbox' && !fetched.listed.isOld;
      yield isSeen ? { ...step, onStored: fetched.markSeen } : step;
      if (signal.aborted) return;
    }
    const last = listed.at(-1);
    // What was left out, or moved away after it was listed, is passed by.
    if (last && position.folders[folder.path]!.lastUid < last.uid) yield { move: moveTo(last.uid) };
  }
  if (position.folders[folder.path]!.uidValidity !== uidValidity) yield { move: moveTo(0) };
}
