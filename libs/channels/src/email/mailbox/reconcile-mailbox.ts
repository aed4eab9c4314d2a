import type { ImapFlow } from 'imapflow';
import type { ListenOptions } from '../../channel.js';
import { reason } from '../texts.js';
import { fetchMessages, type FetchedMessage } from './fetch-messages.js';
import { listMessages, type ListedMessage } from './list-messages.js';
import type { MailboxFolder } from './mailbox-folders.js';
import type { FolderCount } from './mailbox-position.js';
import { stepOf, type MailboxReading, type MailboxStep } from './mailbox-reader-step.js';
import { openFolder } from './open-folders-and-positions.js';

type Stored = NonNullable<ListenOptions['stored']>;

/** The hour of the night, UTC, at which mailboxes are counted. */
const NIGHT_HOUR = 2;
const DAY_MS = 86_400_000;
/** How many UIDs of what is missing are kept. */
const MAX_MISSING = 100;

/** Has a night begun since the last count? */
export function countDue(lastAt: string, now: Date): boolean {
  const night = (at: number) => Math.floor((at - NIGHT_HOUR * 3_600_000) / DAY_MS);
  return night(now.getTime()) > night(Date.parse(lastAt));
}

/**
 * Compares what the server has since the mailbox was connected with what is here, folder by folder, and yields what is missing. The
 * last step says whether all is here then.
 */
export async function* reconcileMailbox(
  client: ImapFlow,
  reading: MailboxReading,
  stored: Stored,
): AsyncGenerator<MailboxStep> {
  const counts: FolderCount[] = [];
  for (const folder of reading.folders) {
    const listed = await listWanted(client, reading, folder);
    const { uidValidity, liveUid = 0 } = reading.position.folders[folder.path]!;
    const before = await stored(folder.path, uidValidity);
    const missing = listed.filter(({ uid }) => !before.has(uid));
    const count = (still: readonly ListedMessage[]): FolderCount => ({
      folder: folder.path,
      onServer: listed.length,
      here: listed.length - still.length,
      missing: still.slice(0, MAX_MISSING).map(({ uid }) => uid),
      fetched: missing.length - still.length,
    });
    // Noted before: a message for which the server ends the connection is not asked for again tonight.
    if (missing.length > 0) yield { move: noted([...counts, count(missing)]) };
    for (const one of missing)
      for (const fetched of await fetchIfCan(client, folder, one))
        yield stepOf(fetched, { folder, uidValidity, liveUid, move: () => undefined });
    const now = missing.length > 0 ? await stored(folder.path, uidValidity) : before;
    counts.push(count(listed.filter(({ uid }) => !now.has(uid))));
  }
  const health = faultOf(counts);
  yield {
    health,
    move: (position) => {
      noted(counts)(position);
      const { history } = position;
      if (history?.isDone && history.missing) history.missing = history.missing.filter(isMissingIn(counts));
    },
  };
}

const noted =
  (folders: FolderCount[]): MailboxStep['move'] =>
  (position) =>
    (position.count = { at: new Date().toISOString(), folders });

const isMissingIn =
  (counts: readonly FolderCount[]) =>
  ({ folder, uid }: { folder: string; uid: number }): boolean =>
    counts.some((count) => count.folder === folder && count.missing.includes(uid));

/** Fetches a message, one alone; what the server cannot give stays missing. Throws where it ends the connection. */
async function fetchIfCan(client: ImapFlow, folder: MailboxFolder, one: ListedMessage): Promise<FetchedMessage[]> {
  try {
    const fetched: FetchedMessage[] = [];
    for await (const message of fetchMessages(client, folder, [one])) fetched.push(message);
    return fetched;
  } catch (error) {
    if (!client.usable) throw error;
    return [];
  }
}

/** What should be here of a folder: what was read of it until now. */
async function listWanted(
  client: ImapFlow,
  { imap, position }: MailboxReading,
  { path, role }: MailboxFolder,
): Promise<ListedMessage[]> {
  const known = position.folders[path]!;
  const { uidValidity } = await openFolder(client, path, imap);
  if (uidValidity !== known.uidValidity) return [];
  const withHistory = imap.start === 'history' && role !== 'junk' && position.history?.isDone === true;
  const wanted: ListedMessage[] = [];
  const fromUid = withHistory ? 1 : Math.max(known.firstUid, 1);
  for await (const listed of listMessages(client, { fromUid, imap, folder: known }))
    wanted.push(...listed.filter(({ uid, isOld }) => uid <= known.lastUid && (withHistory || !isOld)));
  return wanted;
}

function faultOf(counts: readonly FolderCount[]): string | null {
  const short = counts.filter(({ missing }) => missing.length > 0);
  const reasons = short.map(({ folder, onServer, here, missing }) =>
    reason('mailbox-differs', { mailbox: folder, onServer, here, uids: missing.slice(0, 10).join(', ') }),
  );
  return reasons.length > 0 ? reasons.join('\n') : null;
}
