import type { ImapFlow } from 'imapflow';
import type { DatedImap } from './imap-start-date.js';
import { arrivalOf } from './list-messages.js';
import { foldersOf } from './mailbox-folders.js';

const DAY_MS = 86_400_000;
/** Servers limit the length of a command. */
const ASKED_AT_ONCE = 1000;

/**
 * Counts the messages that lie in a mailbox and would be taken by its settings: those since a date, or all of them as history.
 * What colleagues have sent is not counted since a date, as it opens no case.
 */
export async function countOldMail(client: ImapFlow, imap: DatedImap): Promise<number> {
  const since = imap.beginning;
  const folders = await foldersOf(client, imap);
  const counted = folders.filter(({ role }) => (since === null ? role !== 'junk' : role !== 'sent'));
  let count = 0;
  for (const { path } of counted) {
    const { exists } = await client.mailboxOpen(path, { readOnly: true });
    count += since === null ? exists : await countSince(client, since);
  }
  return count;
}

/** The server counts days in its own time zone, so the messages around the beginning are asked for their times. */
async function countSince(client: ImapFlow, since: number): Promise<number> {
  const [before, after] = [new Date(since - DAY_MS), new Date(since + 2 * DAY_MS)];
  const near = (await client.search({ since: before, before: after }, { uid: true })) || [];
  const later = (await client.search({ since: after }, { uid: true })) || [];
  let count = later.length;
  for (let at = 0; at < near.length; at += ASKED_AT_ONCE) {
    const some = near.slice(at, at + ASKED_AT_ONCE).join(',');
    const fetched = await client.fetchAll(some, { uid: true, internalDate: true }, { uid: true });
    count += fetched.map(arrivalOf).filter((arrival) => arrival === null || arrival >= since).length;
  }
  return count;
}
