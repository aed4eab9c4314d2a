import type { FetchMessageObject, ImapFlow } from 'imapflow';
import type { DatedImap } from './imap-start-date.js';
import type { FolderPosition } from './mailbox-position.js';

/** A message of a folder, as far as it is known before it is fetched. */
export interface ListedMessage {
  uid: number;
  size: number;
  /** When its server received it, in milliseconds; null where the server does not say. */
  at: number | null;
  /** It was there, in this folder or another one, when the mailbox was connected. */
  isOld: boolean;
}

const LISTED_AT_ONCE = 1000;
const DAY_MS = 86_400_000;

/**
 * Lists the messages of the open folder from a UID on, in the order of their UIDs, and says which are old. Where the mailbox
 * is read since a date, none of those is old and the others are left out.
 */
export async function* listMessages(
  client: ImapFlow,
  { fromUid, imap, folder }: { fromUid: number; imap: DatedImap; folder: FolderPosition },
): AsyncGenerator<ListedMessage[]> {
  // The server looks at the day in its own time zone, so it is asked for a day more, and each message for its time.
  const since = imap.beginning;
  const found = await client.search(
    { uid: `${fromUid}:*`, ...(since === null ? {} : { since: new Date(since - DAY_MS) }) },
    { uid: true },
  );
  // `n:*` is never empty: it names the last message even when that is older (RFC 9051 § 9, seq-range).
  const uids = (found || []).filter((uid) => uid >= fromUid).sort((a, b) => a - b);
  for (let at = 0; at < uids.length; at += LISTED_AT_ONCE) {
    const some = uids.slice(at, at + LISTED_AT_ONCE).join(',');
    const headers = folder.isRenumbered ? { headers: ['received'] } : {};
    const messages = await client.fetchAll(
      some,
      { uid: true, size: true, internalDate: true, ...headers },
      { uid: true },
    );
    yield messages
      .map((message) => toListed(message, since === null ? folder : null))
      .filter((message) => since === null || message.at === null || message.at >= since)
      .sort((a, b) => a.uid - b.uid);
  }
}

function toListed(message: FetchMessageObject, folder: FolderPosition | null): ListedMessage {
  const { uid, size = 0 } = message;
  const at = arrivalOf(message);
  return { uid, size, at, isOld: folder !== null && isOld(message, at, folder) };
}

function isOld(message: FetchMessageObject, at: number | null, folder: FolderPosition): boolean {
  const oldUntil = folder.oldUntil === null ? -Infinity : Date.parse(folder.oldUntil);
  // A server that was exchanged may have given all messages its own time; the one in the uppermost `Received` stays.
  if (folder.isRenumbered) return Math.min(at ?? Infinity, receivedTime(message) ?? Infinity) <= oldUntil;
  // What is moved here from another folder keeps its time. Within the second of the newest old message, the UID decides.
  return message.uid < folder.firstUid || (at !== null && at < oldUntil);
}

/** When the server received a message, in milliseconds; null where it says nothing or nonsense. */
export function arrivalOf({ internalDate }: FetchMessageObject): number | null {
  const at = internalDate === undefined ? NaN : new Date(internalDate).getTime();
  return Number.isNaN(at) ? null : at;
}

function receivedTime({ headers }: FetchMessageObject): number | null {
  const first = headers
    ?.toString('latin1')
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)[0];
  if (!first) return null;
  const at = Date.parse(first.slice(first.lastIndexOf(';') + 1).replace(/\([^)]*\)/g, ''));
  return Number.isNaN(at) ? null : at;
}
