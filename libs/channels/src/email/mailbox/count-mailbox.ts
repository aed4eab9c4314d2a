import type { ImapFlow } from 'imapflow';
import type { ListenOptions } from '../../channel.js';
import { reason } from '../texts.js';
import { fetchMessages } from './fetch-messages.js';
import { listMessages, type ListedMessage } from './list-messages.js';
import type { MailboxFolder } from './mailbox-folders.js';
import type { FolderCount } from './mailbox-position.js';
import { stepOf, type MailboxReading, type MailboxStep } from './mailbox-step.js';
import { openFolder } from './open-folders.js';

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
export async function* countMailbox(
  client: ImapFlow,
  reading: MailboxReading,
  stored: Stored,
): AsyncGenerator<MailboxStep> {
  const counts: FolderCount[] = [];
  for (const folder of reading.folders) {
    const listed = await listWanted(client, reading, folder);
    const { uidValidity } = reading.position.folders[folder.path]!;
    const before = await stored(folder.path, uidValidity);
    const missing = listed.filter(({ uid }) => !before.has(uid));
    for await (const fetched of fetchMessages(client, folder, missing))
      yield stepOf(fetched, { folder, uidValidity, move: () => undefined });
    const now = missing.length > 0 ? await stored(folder.path, uidValidity) : before;
    const still = listed.filter(({ uid }) => !now.has(uid)).map(({ uid }) => uid);
    counts.push({
      folder: folder.path,
      onServer: listed.length,
      here: listed.length - still.length,
      missing: still.slice(0, MAX_MISSING),
      fetched: missing.length - still.length,
    });
  }
  const health = faultOf(counts);
  yield { health, move: (position) => (position.count = { at: new Date().toISOString(), folders: counts }) };
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
